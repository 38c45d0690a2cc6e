package io.parley.messaging.message;

import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.queue.DispatchJob;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be committed.
 *
 * @param lane messages of one lane are sent in commit order
 * @param source header {@code x-tyntec-message-source}; null if not given
 * @param place position in its bulk; null outside of a bulk
 */
record AcceptedMessage(
        MessageReference reference,
        Sender sender,
        ParsedMessage parsed,
        long lane,
        @Nullable String source,
        @Nullable BulkPosition place) {

    /**
     * Position of a message in a bulk.
     *
     * @param position counted from 0
     * @param last whether no other message waits for its delivery
     */
    record BulkPosition(UUID bulkId, int position, boolean last) {}

    @Nullable
    UUID bulkId() {
        return place == null ? null : place.bulkId();
    }

    @Nullable
    Integer bulkPosition() {
        return place == null ? null : place.position();
    }

    /** Whether the next message of the bulk waits until this one is delivered. */
    boolean holdsLane() {
        return place != null && !place.last();
    }

    /** Its job, committed as claimed by this instance. */
    DispatchJob job() {
        var outbound = new OutboundMessage<>(
                reference.id(),
                sender,
                reference.recipient(),
                parsed.content(),
                parsed.options(),
                1,
                0,
                ProviderReferences.NONE,
                reference.traceparent());
        return DispatchJob.accepted(reference, outbound, lane);
    }
}
