package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tells a part that is slow from one that is stuck. A slow one logs something, or uses processor time; a start-up may take
 * any time on a small machine as long as it does either.
 */
final class StallDetector {

    /** Without a sign for this long it is stuck. A JVM that only waits needs about a second of processor time in it. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final long CPU_MILLIS = 3_000;

    private final Component part;
    private final Path log;
    private final Duration limit;
    private long lastSign = System.nanoTime();
    private long logSize;
    private long cpuMillis;

    StallDetector(Component part, Path log, Duration limit) {
        this.part = part;
        this.log = log;
        this.limit = limit;
    }

    /** To be asked again and again. */
    boolean isStalled() {
        var size = size();
        var cpu = part.cpuMillis();
        if (size != logSize || cpu - cpuMillis >= CPU_MILLIS || cpu < cpuMillis) {
            lastSign = System.nanoTime();
            logSize = size;
            cpuMillis = cpu;
        }
        return System.nanoTime() - lastSign > limit.toNanos();
    }

    private long size() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
