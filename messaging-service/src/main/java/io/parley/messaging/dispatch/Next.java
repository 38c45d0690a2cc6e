package io.parley.messaging.dispatch;

import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
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
     */
    record Again(Duration after, boolean counts, boolean throttled) implements Next {}

    /** Nobody knows: wait for a status that tells, send nothing meanwhile. */
    record Hold() implements Next {}
}
