package io.parley.runtime.test;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Waits for asynchronous results. */
public final class Eventually {

    /** Longer than the broker waits for a consumer that an earlier test class did not close. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Repeats the assertion until it holds; fails with its error after the timeout. The assertion may throw. */
    public static void holds(Runnable assertion) {
        var end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                pause(PAUSE);
            }
        }
    }

    /** Repeats until the value equals the expected one. */
    public static <T> void equal(T expected, Supplier<T> actual) {
        holds(() -> Assertions.assertEquals(expected, actual.get()));
    }

    /** Sleeps for a time in which something must not happen. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
