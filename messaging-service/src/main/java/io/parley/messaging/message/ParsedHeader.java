package io.parley.messaging.message;

import static java.util.Objects.requireNonNull;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a message request besides its content.
 *
 * @param header null if it cannot be bound; then there are violations
 * @param options of the channel; null if they cannot be bound; then there are violations
 * @param optionsJson as they are stored; null if there are none
 */
record ParsedHeader(
        Channel<?> channel,
        @Nullable MessageHeader header,
        @Nullable MessageOptions options,
        @Nullable String optionsJson) {

    /** Adds the content that was read with it. To be called only without violations: then everything was bound. */
    ParsedMessage with(String kind, @Nullable MessageContent content, String contentJson) {
        return new ParsedMessage(
                channel,
                requireNonNull(header, "bound without violations"),
                requireNonNull(options, "bound without violations"),
                optionsJson,
                kind,
                requireNonNull(content, "read without violations"),
                contentJson);
    }
}
