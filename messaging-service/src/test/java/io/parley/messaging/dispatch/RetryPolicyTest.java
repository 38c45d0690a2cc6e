package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final ProviderError ERROR = new ProviderError("sms::error::88", "throttled");

    private final RetryPolicy retryPolicy = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5), 1);
    private final Random random = new Random(1);

    @Test
    void pausesGrowUpToTheMaximum() {
        for (var attempt = 1; attempt < 60; attempt++) {
            var retry = (NextStep.Retry) after(attempt, new Submission.Deferred(ERROR, Duration.ZERO, false));

            assertTrue(retry.counts());
            assertTrue(retry.after().compareTo(Duration.ofMinutes(5)) <= 0);
            assertTrue(retry.after().toMillis() <= 2_000L << Math.min(attempt - 1, 20));
        }
    }

    @Test
    void pauseIsNeverShorterThanRetryAfter() {
        for (var i = 0; i < 1_000; i++) {
            var retry = (NextStep.Retry) after(1, new Submission.Deferred(ERROR, Duration.ofSeconds(30), true));

            assertFalse(retry.counts());
            assertTrue(retry.after().compareTo(Duration.ofSeconds(30)) >= 0);
        }
    }

    @Test
    void recipientThrottlingCountsAsNoAttempt() {
        var retry = (NextStep.Retry) after(3, new Submission.RecipientThrottled(ERROR, Duration.ofSeconds(64)));

        assertFalse(retry.counts());
        assertTrue(retry.throttled());
        assertTrue(retry.after().compareTo(Duration.ofSeconds(64)) >= 0);
    }

    @Test
    void messageInDoubtAwaitsAStatus() {
        assertInstanceOf(NextStep.AwaitStatus.class, after(1, new Submission.InDoubt(ERROR)));
    }

    @Test
    void resendsAfterAHoldAreLimited() {
        assertTrue(retryPolicy.resendsAfterHold(InDoubtPolicy.RESEND, 0));
        assertFalse(retryPolicy.resendsAfterHold(InDoubtPolicy.RESEND, 1));
    }

    @Test
    void failPolicyNeverResends() {
        assertFalse(retryPolicy.resendsAfterHold(InDoubtPolicy.FAIL, 0));
    }

    @Test
    void rejectedMessageFailsWithTheProvidersError() {
        assertEquals(new NextStep.Failed(ERROR), after(3, new Submission.Rejected(ERROR)));
    }

    private NextStep after(int attempt, Submission submission) {
        return retryPolicy.after(attempt, 0, submission, random);
    }
}
