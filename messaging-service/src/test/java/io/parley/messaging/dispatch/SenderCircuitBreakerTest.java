package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SenderCircuitBreakerTest {

    private static final ProviderError ERROR = new ProviderError("viber::error::7", "busy");
    private static final Submission DOWN = new Submission.Deferred(ERROR, Duration.ZERO, false);
    private static final Submission THROTTLED = new Submission.Deferred(ERROR, Duration.ofSeconds(4), true);
    private static final Submission TAKEN = Submission.Accepted.of("viber", "1");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SenderCircuitBreaker gate = new SenderCircuitBreaker(3, Duration.ofSeconds(1), Duration.ofSeconds(8));

    @Test
    void closesAfterFailuresInARow() {
        fail(2);
        gate.note(1, TAKEN, 0);
        fail(2);
        assertTrue(gate.isOpen());

        fail(1);

        assertFalse(gate.pass(0));
    }

    @Test
    void letsOneCallThroughAfterThePause() {
        fail(3);

        assertTrue(gate.pass(SECOND));
        assertFalse(gate.pass(SECOND));
    }

    @Test
    void opensWhenTheOneCallSucceeds() {
        fail(3);
        gate.pass(SECOND);

        gate.note(1, TAKEN, SECOND);

        assertTrue(gate.pass(SECOND));
        assertTrue(gate.pass(SECOND));
    }

    @Test
    void staysClosedLongerEachTimeUpToTheLongest() {
        fail(3);
        var now = 0L;
        for (var pause : new int[] {1, 2, 4, 8, 8}) {
            assertEquals(Duration.ofSeconds(pause), gate.remaining(now));
            now += pause * SECOND;
            assertTrue(gate.pass(now));
            gate.note(1, DOWN, now);
        }
    }

    @Test
    void oneThrottledRecipientClosesNothing() {
        for (var i = 0; i < 20; i++) {
            gate.note(42, THROTTLED, 0);
        }

        assertTrue(gate.isOpen());
    }

    @Test
    void recipientsThatGetTooMuchCloseNothing() {
        for (var lane = 1; lane <= 20; lane++) {
            gate.note(lane, new Submission.RecipientThrottled(ERROR, Duration.ofMinutes(5)), 0);
        }

        assertTrue(gate.isOpen());
    }

    @Test
    void throttledRecipientsCloseItForAsLongAsAsked() {
        for (var lane = 1; lane <= 3; lane++) {
            gate.note(lane, THROTTLED, 0);
        }

        assertEquals(Duration.ofSeconds(4), gate.remaining(0));
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            gate.note(i, DOWN, 0);
        }
    }
}
