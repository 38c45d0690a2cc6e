package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.parley.messaging.channel.OutboundMessage;

/**
 * Body of {@code /pa/send_message}.
 *
 * @param trackingData our message id; Viber returns it with the user's next message only
 * @param body type-specific members
 */
@JsonNaming(SnakeCaseStrategy.class)
record BotMessage(
        String receiver,
        int minApiVersion,
        BotSender sender,
        String trackingData,
        @JsonUnwrapped BotBody body) {
    private static final int MAX_NAME = 28;

    /** @param fileSize size of a document, in bytes */
    static BotMessage of(OutboundMessage<ViberContent> message, Composition composition, long fileSize) {
        var body = BotBody.of(composition, fileSize);
        return new BotMessage(
                message.recipient(),
                body.minApiVersion(),
                new BotSender(name(message)),
                message.messageId().toString(),
                body);
    }

    private static String name(OutboundMessage<ViberContent> message) {
        var sender = message.sender();
        var name = sender.name() == null || sender.name().isBlank() ? sender.identity() : sender.name();
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    record BotSender(String name) {}
}
