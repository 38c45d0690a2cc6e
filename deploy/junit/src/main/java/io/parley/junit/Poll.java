package io.parley.junit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another process does. */
final class Poll {

    private static final long INTERVAL_MS = 50;

    private Poll() {}

    /**
     * Returns the first result that is not null.
     *
     * @param failure message of the error after the timeout
     */
    static <T> T until(Duration timeout, Supplier<T> attempt, Supplier<String> failure) {
        var end = System.nanoTime() + timeout.toNanos();
        for (var result = attempt.get(); ; result = attempt.get()) {
            if (result != null) {
                return result;
            }
            if (System.nanoTime() >= end) {
                throw new AssertionError(failure.get());
            }
            pause();
        }
    }

    /** Returns whether something happens within the time. */
    static boolean whether(Duration time, BooleanSupplier happened) {
        var end = System.nanoTime() + time.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
