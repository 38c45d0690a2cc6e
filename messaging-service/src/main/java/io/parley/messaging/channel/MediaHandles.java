package io.parley.messaging.channel;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Provides the network's handle of a file of ours, for a channel that builds the provider's request. */
public interface MediaHandles {

    /**
     * Returns the handle; uploads the file to the network first if needed. Never fails: for a deleted or expired file
     * the outcome is {@link Submission.Rejected} and names the file; if the network does not accept it now, {@link
     * Submission.Deferred} or {@link Submission.RecipientThrottled}. Completes within a few seconds, to leave time for
     * the submit itself; a longer upload continues and its handle is ready for a later attempt.
     *
     * @param messageId the message that uses it; for a file that may be used once, the one it is reserved for
     */
    Uni<MediaHandle> handle(UUID mediaId, UUID messageId, Sender sender);
}
