package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's MoMessage, MoMessage::Postback and MoMessage::Order; absent members are omitted.
 *
 * @param receivedAt older name of {@code timestamp}; both are always sent
 * @param content null for postbacks and orders, which have members of their own
 * @param ofChannel one member named after the channel; empty if there are no details
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"event", "messageId", "channel", "from", "to", "receivedAt", "timestamp", "content", "context"})
record MoMessage(
        String event,
        String messageId,
        String channel,
        String from,
        String to,
        String receivedAt,
        String timestamp,
        @Nullable MoContent content,
        @Nullable Tap postback,
        @Nullable Cart order,
        @Nullable MoContext context,
        @JsonAnyGetter Map<String, ObjectNode> ofChannel) {

    record Tap(String data) {}

    /** Members that the network does not report are null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cart(@Nullable String catalogId, @Nullable String text, List<MoContent.Order.Item> items) {}

    static MoMessage of(InboundFacts facts) {
        var channel = facts.sender().channel().value();
        return new MoMessage(
                event(facts.content()),
                facts.publicId(),
                channel,
                CallbackFormat.digits(facts.person()),
                CallbackFormat.digits(facts.sender().identity()),
                CallbackFormat.time(facts.at()),
                CallbackFormat.time(facts.at()),
                isMessage(facts.content()) ? facts.content() : null,
                facts.content() instanceof MoContent.Postback(var data) ? new Tap(data) : null,
                facts.content() instanceof MoContent.Order(var catalog, var text, var items)
                        ? new Cart(catalog, text, items)
                        : null,
                facts.context(),
                facts.details() == null ? Map.of() : Map.of(channel, facts.details()));
    }

    /** Event name for this content. */
    static String event(MoContent content) {
        return switch (content) {
            case MoContent.Postback postback -> "MoMessage::Postback";
            case MoContent.Order order -> "MoMessage::Order";
            default -> "MoMessage";
        };
    }

    /** Whether this event version includes the content; reactions were added in 2.13. */
    static boolean isSupported(String version, MoContent content) {
        return !(content instanceof MoContent.Reaction) || CallbackFormat.atLeast(version, "2.13");
    }

    private static boolean isMessage(MoContent content) {
        return !(content instanceof MoContent.Postback) && !(content instanceof MoContent.Order);
    }
}
