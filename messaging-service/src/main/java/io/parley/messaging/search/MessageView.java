package io.parley.messaging.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The contract's Message; absent members are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
        String messageId,
        MessageDirection direction,
        String channel,
        String from,
        @Nullable String to,
        Instant timestamp,
        @JsonRawValue @Nullable String content,
        @Nullable String userContext,
        @Nullable MessageState status,
        @Nullable Instant statusTimestamp,
        @Nullable ProviderError details,
        @Nullable Instant deletedTimestamp) {

    static MessageView of(FoundMessage message) {
        return new MessageView(
                message.publicId(),
                message.direction(),
                message.channel(),
                message.from(),
                message.to(),
                message.at(),
                message.content(),
                message.context(),
                message.status(),
                message.statusAt(),
                message.error(),
                message.erasedAt());
    }
}
