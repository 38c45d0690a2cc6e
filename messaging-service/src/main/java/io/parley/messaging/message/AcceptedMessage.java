package io.parley.messaging.message;

import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * A message about to be committed.
 *
 * @param lane messages of one lane leave in the order in which they were committed
 * @param source what the caller said of itself; null if nothing
 * @param place in a bulk; null if it is none of one
 */
public record AcceptedMessage(
        MessageFacts facts,
        Sender sender,
        long lane,
        MessageContent content,
        String contentJson,
        MessageOptions options,
        String optionsJson,
        String source,
        Place place) {

    /**
     * Where a message stands in a bulk.
     *
     * @param position counted from 0
     * @param last whether nothing has to wait for its arrival
     */
    record Place(UUID bulkId, int position, boolean last) {}

    UUID bulkId() {
        return place == null ? null : place.bulkId();
    }

    Short bulkPosition() {
        return place == null ? null : (short) place.position();
    }

    /** Whether the next message of the bulk waits until this one has arrived. */
    boolean holdsLane() {
        return place != null && !place.last();
    }
}
