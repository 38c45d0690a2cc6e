package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SenderCircuitBreakerTest {

    private static final ProviderError ERROR = new ProviderError("viber::error::7", "busy");
    private static final Submission DOWN = new Submission.Deferred(ERROR, Duration.ZERO, false);
    private static final Submission THROTTLED = new Submission.Deferred(ERROR, Duration.ofSeconds(4), true);
    private static final Submission ACCEPTED = Submission.Accepted.of("viber", "1");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SenderCircuitBreaker breaker =
            new SenderCircuitBreaker(3, Duration.ofSeconds(1), Duration.ofSeconds(8));

    @Test
    void opensAfterConsecutiveFailures() {
        fail(2);
        breaker.onResult(1, ACCEPTED, 0);
        fail(2);
        assertTrue(breaker.isClosed());

        fail(1);

        assertFalse(breaker.tryAcquirePermission(0));
    }

    @Test
    void permitsOneProbeCallAfterThePause() {
        fail(3);

        assertTrue(breaker.tryAcquirePermission(SECOND));
        assertFalse(breaker.tryAcquirePermission(SECOND));
    }

    @Test
    void closesWhenTheProbeCallSucceeds() {
        fail(3);
        breaker.tryAcquirePermission(SECOND);

        breaker.onResult(1, ACCEPTED, SECOND);

        assertTrue(breaker.tryAcquirePermission(SECOND));
        assertTrue(breaker.tryAcquirePermission(SECOND));
    }

    @Test
    void pauseDoublesUpToTheMaximum() {
        fail(3);
        var now = 0L;
        for (var pause : new int[] {1, 2, 4, 8, 8}) {
            assertEquals(Duration.ofSeconds(pause), breaker.remaining(now));
            now += pause * SECOND;
            assertTrue(breaker.tryAcquirePermission(now));
            breaker.onResult(1, DOWN, now);
        }
    }

    @Test
    void throttlingOnOneLaneDoesNotOpen() {
        for (var i = 0; i < 20; i++) {
            breaker.onResult(42, THROTTLED, 0);
        }

        assertTrue(breaker.isClosed());
    }

    @Test
    void recipientThrottlingDoesNotOpen() {
        for (var lane = 1; lane <= 20; lane++) {
            breaker.onResult(lane, new Submission.RecipientThrottled(ERROR, Duration.ofMinutes(5)), 0);
        }

        assertTrue(breaker.isClosed());
    }

    @Test
    void throttlingOnSeveralLanesOpensForRetryAfter() {
        for (var lane = 1; lane <= 3; lane++) {
            breaker.onResult(lane, THROTTLED, 0);
        }

        assertEquals(Duration.ofSeconds(4), breaker.remaining(0));
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            breaker.onResult(i, DOWN, 0);
        }
    }
}
