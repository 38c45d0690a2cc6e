package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /{phone_number_id}/messages} that marks a message as read.
 *
 * @param typingIndicator shows a typing indicator until the next message, for at most 25 seconds; null for none
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReadMark(
        String messagingProduct,
        String status,
        String messageId,
        @Nullable Typing typingIndicator) {

    record Typing(String type) {}

    public static ReadMark of(String wamid, boolean typing) {
        return new ReadMark("whatsapp", "read", wamid, typing ? new Typing("text") : null);
    }
}
