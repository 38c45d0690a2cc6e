package io.parley.messaging.callback;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for something that comes about on its own. */
public final class Eventually {
    /** More than the broker waits for an instance that a test class before left behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Eventually() {}

    /** The value as soon as it equals the expected one; fails with the last value seen. */
    public static <T> void equal(T expected, Supplier<T> actual) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var seen = actual.get();
        while (!expected.equals(seen)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("expected " + expected + " but still is " + seen);
            }
            pause();
            seen = actual.get();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
