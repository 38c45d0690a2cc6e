package io.parley.messaging.channel;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Finds messages that we sent, for channels whose network does not mark receipts as such. */
public interface SentMessages {

    /**
     * Whether any of these ids belongs to a message of ours.
     *
     * @param provider namespace of the ids, as in {@link Submission.Accepted#provider()}
     */
    Uni<Boolean> knows(String provider, List<String> providerMessageIds);
}
