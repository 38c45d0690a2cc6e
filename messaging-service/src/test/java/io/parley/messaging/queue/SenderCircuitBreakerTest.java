package io.parley.messaging.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which submissions count as failures of the sender; {@code CircuitBreakerTest} tests what follows from them. */
class SenderCircuitBreakerTest {

    private static final ProviderError ERROR = new ProviderError("viber::error::7", "busy");
    private static final Submission DOWN = new Submission.Deferred(ERROR, Duration.ZERO, false);
    private static final Submission THROTTLED = new Submission.Deferred(ERROR, Duration.ofSeconds(4), true);
    private static final Submission ACCEPTED = Submission.Accepted.of("viber", "1");
    private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(8), 0);

    private final AtomicLong now = new AtomicLong();
    private final SenderCircuitBreaker breaker =
            new SenderCircuitBreaker(new CircuitBreaker.Settings(3, PAUSES, false), now::get);

    @Test
    void opensAfterConsecutiveFailures() {
        fail(2);
        breaker.onResult(1, ACCEPTED);
        fail(2);
        assertTrue(breaker.tryAcquire());

        fail(1);

        assertFalse(breaker.tryAcquire());
        assertTrue(breaker.rejectsCalls());
    }

    @Test
    void permitsOneProbeCallUntilItsResult() {
        fail(3);
        advance(1);
        assertTrue(breaker.tryAcquire());

        advance(60);

        assertFalse(breaker.tryAcquire());
    }

    @Test
    void closesWhenTheProbeCallSucceeds() {
        fail(3);
        advance(1);
        breaker.tryAcquire();

        breaker.onResult(1, ACCEPTED);

        assertTrue(breaker.tryAcquire());
        assertTrue(breaker.tryAcquire());
    }

    @Test
    void pauseDoublesUpToTheMaximum() {
        fail(3);
        for (var pause : new int[] {1, 2, 4, 8, 8}) {
            assertEquals(Duration.ofSeconds(pause), breaker.remaining());
            advance(pause);
            assertTrue(breaker.tryAcquire());
            breaker.onResult(1, DOWN);
        }
    }

    @Test
    void anUnknownOutcomeIsAFailure() {
        for (var i = 0; i < 3; i++) {
            breaker.onResult(i, new Submission.InDoubt(ERROR));
        }

        assertFalse(breaker.tryAcquire());
    }

    @Test
    void throttlingOnOneLaneDoesNotOpen() {
        for (var i = 0; i < 20; i++) {
            breaker.onResult(42, THROTTLED);
        }

        assertTrue(breaker.tryAcquire());
    }

    @Test
    void recipientThrottlingDoesNotOpen() {
        for (var lane = 1; lane <= 20; lane++) {
            breaker.onResult(lane, new Submission.RecipientThrottled(ERROR, Duration.ofMinutes(5)));
        }

        assertTrue(breaker.tryAcquire());
    }

    @Test
    void throttlingOnSeveralLanesOpensForRetryAfter() {
        for (var lane = 1; lane <= 3; lane++) {
            breaker.onResult(lane, THROTTLED);
        }

        assertEquals(Duration.ofSeconds(4), breaker.remaining());
    }

    @Test
    void throttlingOfTheProbeKeepsItOpen() {
        for (var lane = 1; lane <= 3; lane++) {
            breaker.onResult(lane, THROTTLED);
        }
        advance(4);
        assertTrue(breaker.tryAcquire());

        breaker.onResult(3, THROTTLED);

        assertEquals(Duration.ofSeconds(4), breaker.remaining());
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            breaker.onResult(i, DOWN);
        }
    }

    private void advance(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
