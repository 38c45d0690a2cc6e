package io.parley.messaging.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The contract's MessageDeliveryEvents: everything that happened to a message, oldest first. */
record MessageDeliveryEvents(UUID messageId, List<MessageDeliveryEvent> events) {

    /**
     * The contract's MessageDeliveryEvent.
     *
     * @param details only with a failure
     * @param providerTimestamp when by the provider's clock, where that is another instant; null else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageDeliveryEvent(
            Instant timestamp, String event, String channel, ProviderError details, Instant providerTimestamp) {}
}
