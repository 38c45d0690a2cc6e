package io.parley.messaging.callback.delivery;

import io.parley.runtime.work.BackOff;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves an address alone that failed several times in a row. After a pause, which grows and is never the same for two of
 * them, one call may ask whether it is well; any success ends it.
 *
 * <p>It delays and decides nothing: a call that was not let through was not tried, and one that has waited for the longest
 * pause is let through whatever the breaker thinks. So each call gets all the tries of its schedule, each late by at most
 * that pause. Not for parallel use.
 */
final class EndpointCircuitBreaker {

    private final int failuresToOpen;
    private final Duration maxPause;
    private final BackOff pauses;
    private final LongSupplier nanos;
    private int inARow;
    private int pausesSoFar;
    private boolean open;
    private long pauseEnds;

    EndpointCircuitBreaker(CallbackConfig.Breaker config, LongSupplier nanos) {
        this.failuresToOpen = config.failures();
        this.maxPause = config.maxPause();
        this.pauses = new BackOff(config.pause(), maxPause);
        this.nanos = nanos;
    }

    boolean isOpen() {
        return open;
    }

    /** How late a call has to be to be let through now. */
    Duration openDuration() {
        return open && !openDurationElapsed() ? maxPause : Duration.ZERO;
    }

    /**
     * Whether a call may be made. The one that asks after a pause is let through and begins the next.
     *
     * @param due how long it has been due
     */
    boolean lets(Duration due) {
        if (open && openDurationElapsed()) {
            pause();
            return true;
        }
        return due.compareTo(openDuration()) >= 0;
    }

    void succeeded() {
        inARow = 0;
        pausesSoFar = 0;
        open = false;
    }

    void failed() {
        inARow++;
        if (!open && inARow >= failuresToOpen) {
            open = true;
            pause();
        }
    }

    private boolean openDurationElapsed() {
        return nanos.getAsLong() - pauseEnds >= 0;
    }

    private void pause() {
        pauseEnds = nanos.getAsLong()
                + Duration.ofMillis(pauses.pause(pausesSoFar++)).toNanos();
    }
}
