package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.model.StatusFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's MessageStatusEvent; absent members are omitted.
 *
 * @param from the person; {@code to} is our sender: reversed compared with the request
 * @param status older form of {@code event}; clients distinguish statuses from messages by it
 * @param ofChannel one member named after the channel; empty if there are no details
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"event", "messageId", "channel", "from", "to", "status", "userContext", "timestamp", "details"})
record MessageStatusEvent(
        String event,
        String messageId,
        String channel,
        String from,
        String to,
        String status,
        @Nullable String userContext,
        String timestamp,
        @Nullable ProviderError details,
        @JsonAnyGetter Map<String, ObjectNode> ofChannel) {

    static MessageStatusEvent of(StatusFacts facts, String version) {
        var message = facts.message();
        var event = facts.event();
        return new MessageStatusEvent(
                event.state().event(),
                message.id().toString(),
                message.channel(),
                CallbackFormat.digits(message.recipient()),
                CallbackFormat.digits(message.identity()),
                event.state().value(),
                message.userContext(),
                CallbackFormat.time(event.at()),
                event.error(),
                hasDetails(event, version) ? Map.of(message.channel(), event.details()) : Map.of());
    }

    /** Status "deleted" of an inbound message. */
    static MessageStatusEvent of(RevocationFacts facts) {
        return new MessageStatusEvent(
                MessageState.DELETED.event(),
                facts.publicId(),
                facts.sender().channel().value(),
                CallbackFormat.digits(facts.person()),
                CallbackFormat.digits(facts.sender().identity()),
                MessageState.DELETED.value(),
                null,
                CallbackFormat.time(facts.at()),
                null,
                Map.of());
    }

    /** Since 2.12, delivered events contain conversation and price data. */
    private static boolean hasDetails(MessageEvent event, String version) {
        return event.details() != null
                && event.state() == MessageState.DELIVERED
                && CallbackFormat.atLeast(version, "2.12");
    }
}
