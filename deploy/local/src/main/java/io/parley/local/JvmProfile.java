package io.parley.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * Flags of the child JVMs.
 *
 * @param flags flags of every child
 * @param serviceHeap maximum heap of a service, as in {@code -Xmx}
 * @param caches whether existing start-up caches are used
 */
public record JvmProfile(List<String> flags, String serviceHeap, boolean caches) {

    /** For many small JVMs with a short start-up: one collector thread, C1 compiler only. */
    public static final JvmProfile LOCAL =
            new JvmProfile(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "160m", true);

    /** As in production: all compilers. */
    public static final JvmProfile BENCH = new JvmProfile(List.of("-XX:+UseSerialGC"), "160m", false);

    /** Returns this profile without start-up caches. */
    public JvmProfile withoutCaches() {
        return new JvmProfile(flags, serviceHeap, false);
    }

    List<String> flagsOfService() {
        return flags(serviceHeap);
    }

    /** Returns the flags of a child with this maximum heap. */
    public List<String> flags(String heap) {
        return Stream.of(flags, List.of("-Xmx" + heap), common())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the flags of every JVM, also of those in the images. */
    public static List<String> common() {
        return Stream.of(compactMemory(), withoutWarnings())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The heap begins small and has little unused space. The young generation has one size from the start, with survivor spaces for
     * the messages in flight: with smaller ones they are moved to the old generation, which then grows, and is collected
     * completely. Native memory is returned to the system; headers of objects are compact. The code cache has its default size: with
     * 48 MB a message costs a sixth more. What it saves: docs/performance.md.
     */
    private static List<String> compactMemory() {
        var flags = Stream.of(
                "-Xms64m",
                "-Xmn32m",
                "-XX:SurvivorRatio=4",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:TrimNativeHeapInterval=10000");
        return Runtime.version().feature() < 25
                ? flags.toList()
                : Stream.concat(flags, Stream.of("-XX:+UseCompactObjectHeaders"))
                        .toList();
    }

    /** Suppresses the JVM's warnings about Netty's memory access. */
    private static List<String> withoutWarnings() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }
}
