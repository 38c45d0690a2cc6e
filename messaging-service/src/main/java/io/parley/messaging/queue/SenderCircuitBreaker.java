package io.parley.messaging.queue;

import io.parley.messaging.channel.Submission;
import io.parley.runtime.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Circuit breaker of one sender of one channel. Opens for a while when consecutive calls fail or the provider throttles
 * the sender, then permits one probe call. Throttling of a single recipient does not open it.
 */
public final class SenderCircuitBreaker {

    private final CircuitBreaker breaker;
    private long lastLane;

    SenderCircuitBreaker(CircuitBreaker.Settings settings, LongSupplier nanoTime) {
        this.breaker = new CircuitBreaker(settings, nanoTime);
    }

    /** Whether all calls are permitted. */
    boolean isClosed() {
        return !breaker.isOpen();
    }

    /** Whether no call is permitted now. */
    boolean rejectsCalls() {
        return breaker.rejectsCalls();
    }

    /** Permits one call; its result must be passed to {@link #onResult}. */
    public boolean tryAcquire() {
        return breaker.tryAcquire();
    }

    /** Minimum wait of a call that is not permitted. */
    public Duration remaining() {
        return breaker.remaining();
    }

    public void onResult(long lane, Submission submission) {
        switch (submission) {
            case Submission.Accepted accepted -> breaker.succeeded();
            case Submission.Rejected rejected -> breaker.succeeded();
            case Submission.RecipientThrottled recipientThrottled -> breaker.succeeded();
            case Submission.InDoubt unknown -> breaker.failed();
            case Submission.Deferred deferred -> deferred(lane, deferred);
        }
    }

    /** Throttling that repeats on one lane may concern its recipient only; that of a probe keeps the breaker open. */
    private synchronized void deferred(long lane, Submission.Deferred deferred) {
        if (!deferred.throttled() || lane != lastLane || breaker.isProbing()) {
            breaker.failed(deferred.after());
        }
        lastLane = lane;
    }
}
