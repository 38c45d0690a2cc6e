package io.parley.messaging.message;

import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.WaitingJob;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that is stored of it, for operators.
 *
 * @param content the customer's JSON
 * @param options of the channel, as JSON; null if there are none
 * @param bulkId null outside of a bulk
 * @param bulkPosition counted from 0; null outside of a bulk
 * @param source header {@code x-tyntec-message-source} of the request; null if not given
 * @param segments number of segments of an SMS; null before it was sent and for other channels
 * @param encoding alphabet of an SMS; null for other channels
 * @param providerIds the provider's ids, one for each segment
 * @param events all events with the first, accepted, oldest first
 * @param waiting null if the message does not wait
 */
public record StoredMessage(
        MessageReference reference,
        String content,
        @Nullable String options,
        @Nullable UUID bulkId,
        @Nullable Integer bulkPosition,
        @Nullable String source,
        @Nullable Integer segments,
        @Nullable String encoding,
        List<ProviderId> providerIds,
        MessageState state,
        List<MessageEvent> events,
        @Nullable WaitingJob waiting) {

    /** @param provider namespace of the id */
    public record ProviderId(String provider, String id) {}
}
