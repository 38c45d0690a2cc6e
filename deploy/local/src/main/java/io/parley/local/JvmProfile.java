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

    /** For many compactMemory JVMs with a short start-up: one collector thread, C1 compiler only. */
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
        return Stream.of(flags, List.of("-Xmx" + heap), compactMemory(), withoutWarnings())
                .flatMap(List::stream)
                .toList();
    }

    /** Compact object headers, and native memory returned to the system: saves a tenth of a service's memory. */
    private static List<String> compactMemory() {
        return Runtime.version().feature() < 25
                ? List.of()
                : List.of("-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=10000");
    }

    /** Suppresses the JVM's warnings about Netty's memory access. */
    private static List<String> withoutWarnings() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }
}
