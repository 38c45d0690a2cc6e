package io.parley.messaging.channel;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Where a channel gets the network's id for a file of ours, when it turns a message's content into the network's words. */
public interface MediaHandles {

    /**
     * The handle, after the file was handed to the network if it has not been yet. Never fails: a file that was deleted or
     * has expired is {@link Submission.Rejected} and names the file; a network that does not take it now is
     * {@link Submission.Deferred} or {@link Submission.RecipientThrottled}. Comes within a few seconds, so that the call of the message
     * itself has its time; a file that takes longer goes on being handed over and is ready at a later try.
     *
     * @param messageId the message that uses it; for a file that may be used once the one it was promised to
     */
    Uni<MediaHandle> handle(UUID mediaId, UUID messageId, Sender sender);
}
