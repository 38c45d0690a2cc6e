package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.runtime.resilience.BackOff;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Circuit breaker of an endpoint; opens after consecutive failures. After the open duration, which grows and is
 * jittered, one request probes the endpoint; any success closes the breaker.
 *
 * <p>It only delays: a rejected callback was not attempted, and one that has been due for the maximum open duration is
 * always permitted. So each callback gets all attempts of its schedule, each delayed by at most that duration. Not
 * thread-safe.
 */
final class EndpointCircuitBreaker {

    private final int failuresToOpen;
    private final Duration maxPause;
    private final BackOff openDurations;
    private final LongSupplier nanos;
    private int consecutiveFailures;
    private int openings;
    private boolean open;
    private long openUntil;

    EndpointCircuitBreaker(CallbackConfig.Breaker config, LongSupplier nanos) {
        this.failuresToOpen = config.failures();
        this.maxPause = config.maxPause();
        this.openDurations = new BackOff(config.pause(), maxPause);
        this.nanos = nanos;
    }

    boolean isOpen() {
        return open;
    }

    /** How long a callback must have been due to be permitted now. */
    Duration requiredDelay() {
        return open && !openDurationElapsed() ? maxPause : Duration.ZERO;
    }

    /**
     * Whether a request is permitted. The one after the open duration is a probe and starts the next open duration.
     *
     * @param due how long the callback has been due
     */
    boolean tryAcquire(Duration due) {
        if (open && openDurationElapsed()) {
            startOpenDuration();
            return true;
        }
        return due.compareTo(requiredDelay()) >= 0;
    }

    void succeeded() {
        consecutiveFailures = 0;
        openings = 0;
        open = false;
    }

    void failed() {
        consecutiveFailures++;
        if (!open && consecutiveFailures >= failuresToOpen) {
            open = true;
            startOpenDuration();
        }
    }

    private boolean openDurationElapsed() {
        return nanos.getAsLong() - openUntil >= 0;
    }

    private void startOpenDuration() {
        openUntil = nanos.getAsLong() + openDurations.pause(openings++).toNanos();
    }
}
