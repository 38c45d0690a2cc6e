package io.parley.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private static final int COMPACT_HEADERS = 25;
    private static final int UNSAFE_WARNINGS = 24;

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
        var feature = Runtime.version().feature();
        var flags = new ArrayList<>(List.of(
                // Direct buffers may take as much memory as the heap, and the JVM itself needs the rest.
                "-XX:MaxRAMPercentage=35", "-XX:+ExitOnOutOfMemoryError", "-XX:TrimNativeHeapInterval=10000"));
        if (feature >= COMPACT_HEADERS) {
            flags.add("-XX:+UseCompactObjectHeaders");
        }
        if (feature >= UNSAFE_WARNINGS) {
            // Netty's memory access, about which the JVM would warn.
            flags.add("--sun-misc-unsafe-memory-access=allow");
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        return flags;
    }
}
