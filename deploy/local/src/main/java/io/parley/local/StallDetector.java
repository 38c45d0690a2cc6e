package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Distinguishes a slow component from a stuck one: a slow one logs or uses processor time. On a small machine a
 * start-up may take any time as long as it does either.
 */
final class StallDetector {

    /** Maximum time without activity. A waiting JVM uses about a second of processor time in it. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final long CPU_MILLIS = 3_000;

    private final Component component;
    private final Path log;
    private final Duration limit;
    private long lastActivity = System.nanoTime();
    private long logSize;
    private long cpuMillis;

    StallDetector(Component component, Path log, Duration limit) {
        this.component = component;
        this.log = log;
        this.limit = limit;
    }

    /** Call it repeatedly; each call records the current activity. */
    boolean isStalled() {
        var size = size();
        var cpu = component.cpuMillis();
        if (size != logSize || cpu - cpuMillis >= CPU_MILLIS || cpu < cpuMillis) {
            lastActivity = System.nanoTime();
            logSize = size;
            cpuMillis = cpu;
        }
        return System.nanoTime() - lastActivity > limit.toNanos();
    }

    private long size() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
