package io.parley.messaging.channel;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.util.Map;
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

    /**
     * Forgets handles that the network may have lost, so that the files are uploaded again. A handle of the last minute
     * is kept: the network has not lost it, and something else is wrong. So a message that the network rejects for
     * another reason is attempted twice and not forever. Never fails.
     *
     * @param handles the handles that a rejected message used, by file
     * @return whether another attempt will use another handle
     */
    Uni<Boolean> forget(Map<UUID, String> handles, Sender sender);
}
