package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The wall clock of a process, as libfaketime presents it to a JVM. Elapsed times ({@code System.nanoTime()}) are not
 * changed, as by a host whose clock is set.
 */
final class Faketime {

    private Faketime() {}

    /** Returns the prefix of a command whose clock differs by this offset, as {@code +30s}. */
    static List<String> offset(String offset) {
        return List.of("env", "LD_PRELOAD=" + library(), "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME=" + offset);
    }

    /** Returns the prefix of a command that reads the offset of its clock from this file, once a second. */
    static List<String> file(Path file) {
        return List.of(
                "env",
                "LD_PRELOAD=" + library(),
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_TIMESTAMP_FILE=" + file);
    }

    private static Path library() {
        try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
            for (var folder : folders) {
                var library = folder.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("libfaketime is required to set a process's clock: install the package faketime.");
    }
}
