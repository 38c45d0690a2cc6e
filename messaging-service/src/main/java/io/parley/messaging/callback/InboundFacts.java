package io.parley.messaging.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoContext;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of an inbound message callback.
 *
 * @param inboundId our message id
 * @param publicId the contract's {@code messageId}: the provider's id for WhatsApp, our id for other channels
 * @param sender our sender that received the message
 * @param person the person who wrote it
 * @param details members of the channel's object; null if none
 * @param context the message it refers to; null if none
 * @param traceparent trace to link to; null if none
 */
public record InboundFacts(
        UUID inboundId,
        String publicId,
        Sender sender,
        String person,
        Instant at,
        MoContent content,
        @Nullable ObjectNode details,
        @Nullable MoContext context,
        @Nullable String traceparent) {

    CallbackRow.Subject subject() {
        return CallbackRow.Subject.of(sender, inboundId, traceparent);
    }
}
