package io.parley.messaging.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The contract's MessageDeliveryEvents: everything that happened to a message, oldest first.
 *
 * @param waiting null if it waits for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageDeliveryEvents(UUID messageId, List<MessageDeliveryEvent> events, Waiting waiting) {

    /**
     * Why it was not handed over yet.
     *
     * @param nextAttempt when it will be tried again at the earliest; null if something else decides that
     * @param attempt number of the attempt that is awaited or under way, counted from 1; throttled ones do not count
     * @param behind the message that comes first; null if there is none
     * @param details what the provider said; null if it said nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(
            String reason, Instant since, Instant nextAttempt, int attempt, UUID behind, ProviderError details) {}

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
