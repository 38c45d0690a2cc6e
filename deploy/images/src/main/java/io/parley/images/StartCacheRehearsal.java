package io.parley.images;

import io.parley.local.CacheRehearsal;
import io.parley.local.JvmProfile;
import io.parley.local.Options;
import io.parley.local.Ports;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts and stops a whole platform whose JVMs write start caches. This program itself runs on the runtime of the images,
 * which the launcher uses for the services as well.
 */
final class StartCacheRehearsal {
    /** A JVM with a heap that is too small for the objects of linked classes would not start. */
    private static final String NOT_LINKED = "-XX:-AOTClassLinking";

    private StartCacheRehearsal() {}

    /** Arguments: folder with the applications, folder for the platform's data, folder for the caches. */
    public static void main(String[] arguments) {
        CacheRehearsal.record(options(arguments).withRecorded(Path.of(arguments[2])));
        // Threads of the broker may outlive it.
        System.exit(0);
    }

    /** Returns the options of a platform with the JVMs of the images. Without a folder to record to, existing caches are used. */
    static Options options(String[] arguments) {
        return Options.of(Path.of(arguments[0]), Path.of(arguments[1]))
                .withPorts(Ports.free())
                .withJvm(new JvmProfile(flags(), "256m", true));
    }

    private static List<String> flags() {
        return Stream.concat(JavaRuntime.flags().stream(), Stream.of(NOT_LINKED))
                .toList();
    }

    /** Runs the program. */
    static void run(Path java, Path home, Path data, Path caches) {
        run(StartCacheRehearsal.class, java, home, data, caches);
    }

    /** Runs a program with these arguments on the runtime of the images. */
    static void run(Class<?> program, Path java, Path home, Path data, Path caches) {
        ExternalCommand.run(
                data,
                List.of(
                        java.resolve("bin/java").toString(),
                        "-Xmx512m",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        program.getName(),
                        home.toString(),
                        data.toString(),
                        caches.toString()));
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
