package io.parley.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of the checkout. */
public final class Repository {
    private static final Path ROOT = Path.of(System.getProperty("parley.home"));

    private Repository() {}

    /** Returns a file or folder by its path from the root of the checkout. */
    public static Path path(String path) {
        return ROOT.resolve(path);
    }

    public static String text(String path) {
        return text(path(path));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the files in a folder, sorted; none if it does not exist. */
    public static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
