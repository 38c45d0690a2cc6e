package io.parley.messaging.dispatch;

import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.message.WaitingReason;
import java.time.Duration;

/** What follows for a job from one try. */
sealed interface Next {

    /** The provider has the message; the job is done. */
    record HandedOver(Submission.Accepted accepted) implements Next {}

    /** The message will not be sent; the job is done. */
    record Failed(ProviderError error) implements Next {}

    /**
     * To be tried again.
     *
     * @param counts whether this was a try at all
     * @param throttled whether the provider asked to slow down
     * @param why null if nothing changed about it
     */
    record Again(Duration after, boolean counts, boolean throttled, Why why) implements Next {}

    /** Nobody knows: wait for a status that tells, send nothing meanwhile. */
    record Hold(ProviderError error) implements Next {}

    /**
     * Why it waits, for those who ask.
     *
     * @param error what the provider said; null if what is known stays
     */
    record Why(WaitingReason reason, ProviderError error) {}
}
