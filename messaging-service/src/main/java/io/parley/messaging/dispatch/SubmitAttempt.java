package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchJob;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to submit a message, with the upload of its files.
 *
 * @param at start time
 * @param submission its outcome
 */
record SubmitAttempt(DispatchJob job, Instant at, Duration took, Submission submission) {

    SubmitOutcome outcome() {
        return SubmitOutcome.of(submission);
    }

    /** Null if the provider accepted the message. */
    @Nullable
    ProviderError error() {
        return switch (submission) {
            case Submission.Accepted accepted -> null;
            case Submission.Rejected rejected -> rejected.error();
            case Submission.Deferred deferred -> deferred.error();
            case Submission.RecipientThrottled throttled -> throttled.error();
            case Submission.InDoubt inDoubt -> inDoubt.error();
        };
    }

    boolean isFirst() {
        return job.outbound().attempt() == 1 && job.outbound().throttles() == 0;
    }
}
