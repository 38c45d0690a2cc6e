package io.parley.images;

import io.parley.local.JvmProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java runtime of the images, which jlink makes from the JDK that runs this program. Its default flags are part of the
 * runtime: the JVM reads them before {@code JAVA_TOOL_OPTIONS} and the command line, so both can override them.
 */
final class JavaRuntime {

    /**
     * All of Java SE, since libraries find classes of it by name, and of the JDK: character sets of SMPP, socket options,
     * DNS, logins to Kafka, {@code sun.misc.Unsafe}, archives as file systems, the HTTP server of commands, and diagnostics
     * by JMX, Flight Recorder and jcmd.
     */
    private static final List<String> MODULES = List.of(
            "java.se",
            "jdk.charsets",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jcmd",
            "jdk.jfr",
            "jdk.management",
            "jdk.management.agent",
            "jdk.management.jfr",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.unsupported",
            "jdk.zipfs");

    private JavaRuntime() {}

    /** Writes the runtime into the folder, which must not exist. */
    static void link(Path folder) {
        var jdk = Path.of(System.getProperty("java.home"));
        var jlink = jdk.resolve("bin/jlink");
        if (Files.notExists(jlink)) {
            throw new ImageBuildException("No jlink in " + jdk + ": the images need a JDK.");
        }
        ExternalCommand.run(
                folder.getParent(),
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--no-header-files",
                        "--no-man-pages",
                        // Layers are compressed; compressed classes would only cost time at every start.
                        "--compress",
                        "zip-0",
                        "--add-options",
                        String.join(" ", flags()),
                        "--output",
                        folder.toString()));
        ImageFiles.setTimes(folder);
    }

    /** Returns the default flags. */
    static List<String> flags() {
        // Direct buffers may take as much memory as the heap, and the JVM itself needs the rest.
        return Stream.concat(
                        Stream.of("-XX:MaxRAMPercentage=35", "-XX:+ExitOnOutOfMemoryError"),
                        JvmProfile.common().stream())
                .toList();
    }
}
