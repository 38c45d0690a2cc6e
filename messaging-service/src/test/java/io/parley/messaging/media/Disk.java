package io.parley.messaging.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The media folder of the tests. */
final class Disk {
    static final Path FOLDER = Path.of("target/media");

    private Disk() {}

    static List<Path> spooled() {
        return files(FOLDER.resolve("arriving"));
    }

    static List<Path> stored() {
        return files(FOLDER.resolve("files"));
    }

    static boolean contains(Object mediaId) {
        return stored().stream().anyMatch(file -> file.endsWith(mediaId.toString()));
    }

    private static List<Path> files(Path folder) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Ignores files that the service deletes during the walk. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
