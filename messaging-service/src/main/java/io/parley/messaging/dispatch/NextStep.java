package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.WaitingReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a job after an attempt. */
sealed interface NextStep {

    /** Whether the provider may have the message, or a segment of it, under an unknown id. */
    default boolean leavesUnknown() {
        return false;
    }

    /** The provider has the message; the job is done. */
    record Submitted(Submission.Accepted accepted) implements NextStep {

        @Override
        public boolean leavesUnknown() {
            return accepted.providerMessageIds().isEmpty()
                    || accepted.providerMessageIds().contains("");
        }
    }

    /**
     * The message will not be sent; the job is done.
     *
     * @param leavesUnknown whether the provider may have accepted a segment
     */
    record Failed(ProviderError error, boolean leavesUnknown) implements NextStep {

        /** No segment was accepted. */
        Failed(ProviderError error) {
            this(error, false);
        }
    }

    /**
     * The message is attempted again.
     *
     * @param counts whether this counts as an attempt
     * @param throttled whether the provider asked to slow down
     * @param why null if unchanged
     */
    record Retry(
            Duration after,
            boolean counts,
            boolean throttled,
            @Nullable Why why) implements NextStep {}

    /** In doubt: wait for a status that settles it, and do not resend meanwhile. */
    record AwaitStatus(ProviderError error) implements NextStep {}

    /**
     * Why the message waits, for {@code GET …/events}.
     *
     * @param error the provider's error; null if unchanged
     */
    record Why(WaitingReason reason, @Nullable ProviderError error) {}
}
