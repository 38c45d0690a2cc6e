package io.parley.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the child JVMs run.
 *
 * @param flags of every child
 * @param serviceHeap largest heap of a service, as in {@code -Xmx}
 * @param caches whether start-up caches are used if they are there
 */
public record JvmProfile(List<String> flags, String serviceHeap, boolean caches) {

    /** Many small JVMs on a small machine that should be up soon: one collector thread, the quick compiler only. */
    public static final JvmProfile LOCAL =
            new JvmProfile(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "160m", true);

    /** As in production: the full compiler. */
    public static final JvmProfile BENCH = new JvmProfile(List.of("-XX:+UseSerialGC"), "160m", false);

    /** The same without start-up caches. */
    public JvmProfile withoutCaches() {
        return new JvmProfile(flags, serviceHeap, false);
    }

    List<String> flagsOfService() {
        return flags(serviceHeap);
    }

    /** Of a child with this largest heap. */
    public List<String> flags(String heap) {
        return Stream.of(flags, List.of("-Xmx" + heap), small(), quiet())
                .flatMap(List::stream)
                .toList();
    }

    /** Shorter object headers, and freed native memory goes back to the system: a tenth of a service's memory. */
    private static List<String> small() {
        return Runtime.version().feature() < 25
                ? List.of()
                : List.of("-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=10000");
    }

    /** What Netty does with memory is no news to anybody who reads these logs. */
    private static List<String> quiet() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }
}
