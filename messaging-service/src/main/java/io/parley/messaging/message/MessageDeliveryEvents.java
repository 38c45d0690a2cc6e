package io.parley.messaging.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.WaitingJob;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract's MessageDeliveryEvents: all events of a message, oldest first.
 *
 * @param waiting null if the message does not wait
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageDeliveryEvents(
        UUID messageId,
        List<MessageDeliveryEvent> events,
        @Nullable Waiting waiting) {

    /**
     * Why the message was not submitted yet.
     *
     * @param nextAttempt earliest time of the next attempt; null if it depends on something else
     * @param attempt number of the next or current attempt, counted from 1; throttled attempts do not count
     * @param behind the message ahead of it; null if there is none
     * @param details the provider's error; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(
            String reason,
            Instant since,
            @Nullable Instant nextAttempt,
            int attempt,
            @Nullable UUID behind,
            @Nullable ProviderError details) {

        public static Waiting of(WaitingJob job) {
            return new Waiting(
                    job.reason().value(), job.since(), job.nextAttempt(), job.attempt(), job.behind(), job.error());
        }
    }

    /**
     * The contract's MessageDeliveryEvent.
     *
     * @param details only with a failure
     * @param providerTimestamp time by the provider's clock; null if it equals {@code timestamp}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MessageDeliveryEvent(
            Instant timestamp,
            String event,
            String channel,
            @Nullable ProviderError details,
            @Nullable Instant providerTimestamp) {}
}
