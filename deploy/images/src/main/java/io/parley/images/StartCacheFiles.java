package io.parley.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Start caches (AOT caches of JDK 25), which the JVMs of a whole platform write when they stop: with PostgreSQL, a broker,
 * the files of the images and their Java runtime. A cache is not reproducible, since it contains what the JVM observed. So
 * it is kept by the content of the jars and used again while they are the same.
 *
 * @param home folder with the files of all applications, laid out as in a checkout
 * @param java the runtime of the images
 * @param kept folder for caches
 * @param state folder for the platform's data, which is removed afterwards
 */
record StartCacheFiles(Path home, Path java, Path kept, Path state) {

    private static final int FIRST_VERSION = 25;
    private static final int NAME_LENGTH = 16;

    /** Returns whether the JVM has such caches. */
    static boolean areSupported() {
        return Runtime.version().feature() >= FIRST_VERSION;
    }

    /**
     * A start cache.
     *
     * @param startTime start time of the application with it
     */
    record StartCache(Path file, Duration startTime) {}

    /** Returns the cache of each application of a running platform. Records all if one is missing. */
    Map<Application, StartCache> of(Collection<Application> applications) {
        var files = new EnumMap<Application, Path>(Application.class);
        applications.stream()
                .filter(Application::isComponent)
                .forEach(application -> files.put(application, file(application)));
        if (!files.values().stream().allMatch(file -> Files.exists(file) && Files.exists(StartTimes.beside(file)))) {
            record();
        }
        var caches = new EnumMap<Application, StartCache>(Application.class);
        files.forEach((application, file) -> caches.put(application, new StartCache(file, StartTimes.read(file))));
        return caches;
    }

    private void record() {
        var data = ImageFiles.emptied(state);
        // Where a platform looks for its caches.
        var recorded = data.resolve("caches");
        StartCacheRehearsal.run(java, home, data, recorded);
        StartTimes.run(java, home, data, recorded);
        ImageFiles.emptied(kept);
        Arrays.stream(Application.values()).filter(Application::isComponent).forEach(application -> {
            var file = file(application);
            ImageFiles.copyFile(recorded(recorded, application), file);
            StartTimes.write(file, StartTimes.read(recorded.resolve(application.imageName())));
        });
        ImageFiles.remove(state);
    }

    private static Path recorded(Path folder, Application application) {
        try (var files = Files.newDirectoryStream(folder, application.imageName() + "-*.aot")) {
            for (var file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ImageBuildException("The JVM of " + application.imageName() + " wrote no start cache.");
    }

    private Path file(Application application) {
        return kept.resolve(application.imageName() + "-" + key(application) + ".aot");
    }

    private String key(Application application) {
        var folder = home.resolve(application.module()).resolve(application.folder());
        var digest = sha256();
        try (var files = Files.walk(folder)) {
            digest.update(Files.readAllBytes(java.resolve("release")));
            digest.update(JavaRuntime.flags().toString().getBytes(StandardCharsets.UTF_8));
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the flags by which a JVM uses a cache at this path. */
    static List<String> flags(String path) {
        return List.of("-XX:AOTCache=" + path);
    }
}
