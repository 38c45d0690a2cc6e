package io.parley.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * Copies files to the folders from which images are made. All files have the same time as in the image: a JVM uses a
 * start cache only if the time of each jar is that at which the cache was written.
 */
final class ImageFiles {

    /** Time of all files in the images. */
    static final Instant TIME = Instant.ofEpochSecond(1);

    private ImageFiles() {}

    /** Copies a folder. A symbolic link becomes a copy of its target, because layers contain none. */
    static void copyFolder(Path from, Path to, Predicate<Path> included) {
        try (var files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var relative = from.relativize(file);
                if (included.test(relative)) {
                    copyFile(file, to.resolve(relative));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyFile(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setLastModifiedTime(to, FileTime.from(TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            writeOutput(file, text);
            Files.setLastModifiedTime(file, FileTime.from(TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that is not part of an image. */
    static void writeOutput(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the time of all files below a folder. */
    static void setTimes(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(TIME));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder if it exists. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder and creates it again. */
    static Path emptied(Path folder) {
        remove(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
