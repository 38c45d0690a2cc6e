package io.parley.images;

import io.parley.local.Platform;
import io.parley.local.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long each application takes from the start of its JVM until it is ready, on the machine of the build and with the start
 * cache of its image. PostgreSQL and the broker run, and the other applications are idle.
 */
final class StartTimes {

    private static final String SUFFIX = ".start-millis";

    private StartTimes() {}

    /** Arguments: as for {@link StartCacheRehearsal}, whose caches are used. Writes a file for each application beside them. */
    public static void main(String[] arguments) {
        var caches = Path.of(arguments[2]);
        try (var platform = Platform.start(StartCacheRehearsal.options(arguments), Progress.SILENT)) {
            Arrays.stream(Application.values())
                    .filter(Application::isComponent)
                    .forEach(application ->
                            write(caches.resolve(application.imageName()), measure(platform, application)));
        }
        // Threads of the broker may outlive it.
        System.exit(0);
    }

    private static Duration measure(Platform platform, Application application) {
        var component = application.service().map(platform::service).orElseGet(platform::sandbox);
        component.kill9();
        var begin = System.nanoTime();
        component.start();
        platform.awaitReady(component);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Runs the program. */
    static void run(Path java, Path home, Path data, Path caches) {
        StartCacheRehearsal.run(StartTimes.class, java, home, data, caches);
    }

    /** Returns the file with the start time that belongs to a file, such as a cache. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    static void write(Path file, Duration startTime) {
        ImageFiles.writeOutput(beside(file), startTime.toMillis() + "\n");
    }

    static Duration read(Path file) {
        try {
            return Duration.ofMillis(
                    Long.parseLong(Files.readString(beside(file)).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
