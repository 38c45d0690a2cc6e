package io.parley.messaging.message;

import java.time.Duration;

/** Waits for what happens on its own. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Tries until the assertion holds, and fails as it does when patience ends; what is not there yet may throw. */
    public static void holds(Runnable assertion) {
        var end = System.nanoTime() + PATIENCE.toNanos();
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

    /** Lets time pass in which something must not happen. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
