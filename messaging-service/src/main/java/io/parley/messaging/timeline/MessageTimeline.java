package io.parley.messaging.timeline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parley.messaging.callback.operator.CallbackResponse;
import io.parley.messaging.dispatch.StoredSubmitAttempt;
import io.parley.messaging.dispatch.SubmitOutcome;
import io.parley.messaging.inbound.ReceivedMessage;
import io.parley.messaging.message.MessageDeliveryEvents.Waiting;
import io.parley.messaging.message.StoredMessage;
import io.parley.messaging.message.StoredMessage.ProviderId;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in the operator API, with all that is stored about its way. Members that a message does not have are null: of a
 * received one the context, the bulk, the source, the segments and the encoding.
 *
 * @param messageId ours
 * @param accountName null if the account was deleted since
 * @param from our sender for a sent message, the person for a received one
 * @param to the opposite of {@code from}; null if our sender was deleted since
 * @param status null for a received message
 * @param content the contract's content; null if the person deleted the message
 * @param options members of the request that only this channel has; null if there are none
 * @param callbackUrl the URL that the request set for its callbacks, without its query; null if none
 * @param providerIds the provider's ids, one for each segment
 * @param traceId null if the API call was not traced
 * @param waiting null if it does not wait
 * @param attempts the logged attempts at the provider, in their order
 * @param callbacks its callbacks with their logged attempts, in the order of their events
 */
record MessageTimeline(
        UUID messageId,
        String direction,
        UUID accountId,
        @Nullable String accountName,
        UUID senderId,
        String channel,
        String from,
        @Nullable String to,
        @Nullable String context,
        @Nullable MessageState status,
        Instant timestamp,
        @JsonRawValue @Nullable String content,
        @JsonRawValue @Nullable String options,
        @Nullable UUID bulkId,
        @Nullable Integer bulkPosition,
        @Nullable String source,
        @Nullable String callbackUrl,
        @Nullable Integer segments,
        @Nullable String encoding,
        List<ProviderId> providerIds,
        @Nullable String traceId,
        @Nullable Waiting waiting,
        List<Event> events,
        List<Attempt> attempts,
        List<CallbackResponse> callbacks) {

    static MessageTimeline of(
            StoredMessage message,
            @Nullable String accountName,
            List<StoredSubmitAttempt> attempts,
            List<CallbackResponse> callbacks) {
        var reference = message.reference();
        return new MessageTimeline(
                reference.id(),
                "outbound",
                reference.accountId(),
                accountName,
                reference.senderId(),
                reference.channel(),
                reference.identity(),
                reference.recipient(),
                reference.userContext(),
                message.state(),
                reference.acceptedAt(),
                message.content(),
                message.options(),
                message.bulkId(),
                message.bulkPosition(),
                message.source(),
                withoutQuery(reference.urlOverride()),
                message.segments(),
                message.encoding(),
                message.providerIds(),
                traceId(reference.traceparent()),
                message.waiting() == null ? null : Waiting.of(message.waiting()),
                message.events().stream().map(Event::of).toList(),
                attempts.stream().map(Attempt::of).toList(),
                callbacks);
    }

    static MessageTimeline of(
            ReceivedMessage message,
            @Nullable String accountName,
            @Nullable String identity,
            List<CallbackResponse> callbacks) {
        return new MessageTimeline(
                message.id(),
                "inbound",
                message.accountId(),
                accountName,
                message.senderId(),
                message.channel(),
                message.person(),
                identity,
                null,
                null,
                message.receivedAt(),
                message.deletedAt() == null ? message.content() : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new ProviderId(message.channel(), message.publicId())),
                null,
                null,
                List.of(),
                List.of(),
                callbacks);
    }

    /** An event of a message; null as in {@link MessageEvent}. */
    record Event(
            MessageState status,
            Instant timestamp,
            @Nullable Instant providerTimestamp,
            @Nullable String providerId,
            @Nullable ProviderError error) {

        static Event of(MessageEvent event) {
            return new Event(event.state(), event.at(), event.providerAt(), event.providerId(), event.error());
        }
    }

    /**
     * An attempt to submit a message.
     *
     * @param endpoint method and path; null if the provider was not called
     * @param status HTTP status; null without a response
     * @param request beginning of the request's body; null if the provider was not called
     * @param response beginning of the response's body; null if there was none
     * @param error why it failed; null if it did not
     */
    record Attempt(
            Instant at,
            int attempt,
            SubmitOutcome outcome,
            long durationMillis,
            @Nullable String endpoint,
            @Nullable Integer status,
            @Nullable String request,
            @Nullable String response,
            @Nullable ProviderError error) {

        static Attempt of(StoredSubmitAttempt stored) {
            return new Attempt(
                    stored.at(),
                    stored.number(),
                    stored.outcome(),
                    stored.duration().toMillis(),
                    stored.endpoint(),
                    stored.status(),
                    stored.request(),
                    stored.response(),
                    stored.error());
        }
    }

    /** The second member of a W3C trace context. */
    private static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent == null ? null : traceparent.split("-")[1];
    }

    /** A query may contain secrets. */
    private static @Nullable String withoutQuery(@Nullable String url) {
        return url == null ? null : url.split("\\?", 2)[0];
    }
}
