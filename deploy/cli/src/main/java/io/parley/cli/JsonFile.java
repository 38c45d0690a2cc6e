package io.parley.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON objects in files that an option names. */
final class JsonFile {
    private JsonFile() {}

    /** Reads an object from a file, or from the input if the file is {@code -}. */
    static ObjectNode read(Path file, InputStream in) {
        try {
            var json = new ObjectMapper()
                    .readTree(file.toString().equals("-") ? in.readAllBytes() : Files.readAllBytes(file));
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new CommandFailure(ExitCode.USAGE, file + " must contain a JSON object.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is not JSON: line %d, column %d.".formatted(file, at.getLineNr(), at.getColumnNr()));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " cannot be read.");
        }
    }
}
