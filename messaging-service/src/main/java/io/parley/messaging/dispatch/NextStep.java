package io.parley.messaging.dispatch;

import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.message.WaitingReason;
import java.time.Duration;

/** What follows for a job from one try. */
sealed interface NextStep {

    /** Whether the provider may have something of the message under an id that we do not know. */
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
     * @param leavesUnknown whether the provider may have taken a part of it
     */
    record Failed(ProviderError error, boolean leavesUnknown) implements NextStep {

        /** Nothing of it was taken. */
        Failed(ProviderError error) {
            this(error, false);
        }
    }

    /**
     * To be tried again.
     *
     * @param counts whether this was a try at all
     * @param throttled whether the provider asked to slow down
     * @param why null if nothing changed about it
     */
    record Retry(Duration after, boolean counts, boolean throttled, Why why) implements NextStep {}

    /** Nobody knows: wait for a status that tells, send nothing meanwhile. */
    record AwaitStatus(ProviderError error) implements NextStep {}

    /**
     * Why it waits, for those who ask.
     *
     * @param error what the provider said; null if what is known stays
     */
    record Why(WaitingReason reason, ProviderError error) {}
}
