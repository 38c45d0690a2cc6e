package io.parley.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files of an image that change together. All belong to root, and only root can write them.
 *
 * @param name name in the image's history
 * @param folder folder with the files
 * @param path path of that folder in the image
 * @param included which files, by their path relative to the folder
 */
record ImageLayer(String name, Path folder, String path, Predicate<Path> included) {

    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");

    ImageLayer(String name, Path folder, String path) {
        this(name, folder, path, file -> true);
    }

    List<Path> files() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> included.test(folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the size of the files in bytes. */
    long size() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    FileEntriesLayer entries() {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var file : files()) {
            layer.addEntry(file, at(file), Files.isExecutable(file) ? PROGRAM : FILE, ImageFiles.TIME, "0:0");
        }
        return layer.build();
    }

    private AbsoluteUnixPath at(Path file) {
        var at = AbsoluteUnixPath.get(path);
        for (var name : folder.relativize(file)) {
            at = at.resolve(name.toString());
        }
        return at;
    }

    /**
     * Returns a layer with one empty folder.
     *
     * @param mode its mode as octal digits
     * @param owner user and group ids
     */
    static FileEntriesLayer folder(String path, Path empty, String mode, String owner) {
        return FileEntriesLayer.builder()
                .setName(path)
                .addEntry(
                        empty,
                        AbsoluteUnixPath.get(path),
                        FilePermissions.fromOctalString(mode),
                        ImageFiles.TIME,
                        owner)
                .build();
    }

    static long size(List<ImageLayer> layers) {
        return Stream.of(layers)
                .flatMap(List::stream)
                .mapToLong(ImageLayer::size)
                .sum();
    }
}
