package io.parley.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions of other processes. */
final class Polling {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Polling() {}

    /** @throws IllegalStateException if the condition does not hold within the timeout */
    static void await(String condition, Duration timeout, BooleanSupplier holds) {
        var end = System.nanoTime() + timeout.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + timeout.toSeconds() + " s: " + condition);
            }
            pause(INTERVAL);
        }
    }

    static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var remaining = time.toNanos(); remaining > 0; remaining = end - System.nanoTime()) {
            LockSupport.parkNanos(remaining);
        }
    }
}
