package io.parley.messaging.callback;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that a person sent us and took back, with all that the callback says.
 *
 * @param inboundId ours
 * @param publicId what the customer calls it: the {@code messageId} of its MoMessage
 * @param sender our identity that it was sent to
 * @param person who wrote it, as its MoMessage said
 * @param at when it was taken back
 * @param traceparent trace to link to; null if none
 */
public record RevocationFacts(
        UUID inboundId, String publicId, Sender sender, String person, Instant at, String traceparent) {

    CallbackRow.Subject subject() {
        return CallbackRow.Subject.of(sender, inboundId, traceparent);
    }
}
