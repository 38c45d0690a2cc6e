package io.parley.runtime.test;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what happens on its own. */
public final class Eventually {

    /** More than the broker waits for an instance that a test class before left behind. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Tries until the assertion holds, and fails as it does when patience ends; what is not there yet may throw. */
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

    /** Asks until the value equals the expected one. */
    public static <T> void equal(T expected, Supplier<T> actual) {
        holds(() -> Assertions.assertEquals(expected, actual.get()));
    }

    /** Lets time pass in which something must not happen. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
