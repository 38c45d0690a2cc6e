package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** Waits for conditions, each with a deadline. */
final class Waits {
    private static final Duration POLL = Duration.ofMillis(200);

    private Waits() {}

    /** A check that may fail with an exception while processes are down, which counts as false. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(String what, Duration timeout, Condition condition) {
        var end = System.nanoTime() + timeout.toNanos();
        while (!holds(condition)) {
            assertTrue(System.nanoTime() < end, () -> "not within " + timeout.toSeconds() + " s: " + what);
            pause(POLL);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception ignored) {
            return false;
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
