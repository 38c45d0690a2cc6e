package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How {@code ./dev restart} reaches the launcher: by files in the state folder, which only the owner can write. */
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

    void request(String part) {
        delete(answerFile(part));
        StateFolder.writeSecret(file(part), "");
    }

    boolean isRequested(String part) {
        return Files.exists(file(part));
    }

    /** @param failure why it did not work; empty if it did */
    void done(String part, String failure) {
        StateFolder.writeSecret(answerFile(part), failure);
        delete(file(part));
    }

    /** What became of the request; empty while it is worked on. */
    Optional<String> outcome(String part) {
        try {
            return Files.exists(answerFile(part)) ? Optional.of(Files.readString(answerFile(part))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String part) {
        return state.requests().resolve(part);
    }

    private Path answerFile(String part) {
        return state.requests().resolve(part + DONE);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
