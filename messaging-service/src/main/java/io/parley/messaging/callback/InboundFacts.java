package io.parley.messaging.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.MoContext;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.UUID;

/**
 * A message a person sent us, with all that the callback says.
 *
 * @param inboundId ours
 * @param publicId the contract's {@code messageId}: the network's for WhatsApp, else ours
 * @param sender our identity that was addressed
 * @param person who wrote
 * @param details members below the channel's name; null if none
 * @param context what it refers to; null if nothing
 * @param traceparent trace to link to; null if none
 */
public record InboundFacts(
        UUID inboundId,
        String publicId,
        Sender sender,
        String person,
        Instant at,
        MoContent content,
        ObjectNode details,
        MoContext context,
        String traceparent) {

    CallbackRow.Subject subject() {
        return CallbackRow.Subject.of(sender, inboundId, traceparent);
    }
}
