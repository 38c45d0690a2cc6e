package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Requests of {@code ./dev restart} to the launcher, as files in the state folder, which only the owner can write. */
record RestartRequests(StateFolder state) {

    private static final String DONE = ".done";

    void clear() {
        try (var files = Files.newDirectoryStream(state.requests())) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void request(String component) {
        delete(resultFile(component));
        StateFolder.writeSecret(file(component), "");
    }

    boolean isRequested(String component) {
        return Files.exists(file(component));
    }

    /** @param failure reason of the failure; empty for success */
    void done(String component, String failure) {
        StateFolder.writeSecret(resultFile(component), failure);
        delete(file(component));
    }

    /** Returns the result of a request; empty while it is in progress. */
    Optional<String> result(String component) {
        try {
            return Files.exists(resultFile(component))
                    ? Optional.of(Files.readString(resultFile(component)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String component) {
        return state.requests().resolve(component);
    }

    private Path resultFile(String component) {
        return state.requests().resolve(component + DONE);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
