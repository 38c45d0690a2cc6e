package io.parley.messaging.callback;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of a status callback for an inbound message that the person deleted.
 *
 * @param inboundId our message id
 * @param publicId the {@code messageId} that the customer received in its MoMessage
 * @param sender our sender that received the message
 * @param person the person who wrote it, as in its MoMessage
 * @param at when it was deleted
 * @param traceparent trace to link to; null if none
 */
public record RevocationFacts(
        UUID inboundId,
        String publicId,
        Sender sender,
        String person,
        Instant at,
        @Nullable String traceparent) {

    CallbackRow.Subject subject() {
        return CallbackRow.Subject.of(sender, inboundId, traceparent);
    }
}
