package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Circuit breaker of one endpoint, which only delays callbacks. A rejected callback was not attempted, and one that has
 * been due for the maximum open duration is always permitted. So each callback gets all attempts of its schedule, each
 * delayed by at most that duration. Probes may overlap, since calls can hang for longer than the breaker is open.
 */
final class EndpointCircuitBreaker {

    private final CircuitBreaker breaker;
    private final Duration maxPause;

    EndpointCircuitBreaker(CallbackConfig.Breaker config, LongSupplier nanos) {
        this.maxPause = config.maxPause();
        this.breaker = new CircuitBreaker(
                new CircuitBreaker.Settings(config.failures(), new BackOff(config.pause(), maxPause), true), nanos);
    }

    boolean isOpen() {
        return breaker.isOpen();
    }

    /** How long a callback must have been due to be permitted now. */
    Duration requiredDelay() {
        return breaker.rejectsCalls() ? maxPause : Duration.ZERO;
    }

    /**
     * Whether a request is permitted.
     *
     * @param due how long the callback has been due
     */
    boolean tryAcquire(Duration due) {
        return breaker.tryAcquire() || due.compareTo(maxPause) >= 0;
    }

    void succeeded() {
        breaker.succeeded();
    }

    void failed() {
        breaker.failed();
    }
}
