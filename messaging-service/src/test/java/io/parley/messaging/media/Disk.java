package io.parley.messaging.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of the tests' media, as somebody with a shell sees it. */
final class Disk {
    private static final Path FOLDER = Path.of("target/media");

    private Disk() {}

    static List<Path> arriving() {
        return files(FOLDER.resolve("arriving"));
    }

    static List<Path> kept() {
        return files(FOLDER.resolve("files"));
    }

    static boolean keeps(Object mediaId) {
        return kept().stream().anyMatch(file -> file.endsWith(mediaId.toString()));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
