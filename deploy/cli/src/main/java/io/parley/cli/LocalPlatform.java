package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Addresses and keys of the platform that runs from a state folder, as {@code ./dev up} writes them there.
 *
 * @param addresses content of the file, which is that of {@code ./dev up --json}
 */
record LocalPlatform(JsonNode addresses) {
    /** Name of the file in the state folder; it exists while the platform runs. */
    private static final String FILE = "platform.json";

    /** Returns the platform of a state folder; empty if none runs there. */
    static Optional<LocalPlatform> of(Path state) {
        var file = state.resolve(FILE);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LocalPlatform(new ObjectMapper().readTree(Files.readString(file))));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " is not readable; start the platform again with ./dev up.");
        }
    }

    URI origin() {
        return URI.create(addresses.path("api").asText()).resolve("/");
    }

    URI sandbox() {
        return URI.create(addresses.path("sandbox").asText());
    }

    String apiKey() {
        return addresses.path("apiKey").asText();
    }

    String operatorKey() {
        return addresses.path("operator").path("key").asText();
    }
}
