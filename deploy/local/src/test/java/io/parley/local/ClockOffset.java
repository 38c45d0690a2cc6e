package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A wall clock that differs from this machine's, for one process, by the library of Debian's package datefudge. Elapsed
 * times ({@code System.nanoTime()}) are right. Not libfaketime, whose timed waits keep a JVM busy.
 */
final class ClockOffset {

    private ClockOffset() {}

    /** Returns the prefix of a command whose clock is ahead by this time. */
    static List<String> ahead(Duration offset) {
        return List.of("env", "LD_PRELOAD=" + library(), "DATEFUDGE=" + -offset.toSeconds());
    }

    private static Path library() {
        try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
            for (var folder : folders) {
                var library = folder.resolve("datefudge/datefudge.so");
                if (Files.exists(library)) {
                    return library;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("Setting a process's clock requires the package datefudge.");
    }
}
