package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message whose request is complete and valid; the caller's permissions are not checked yet.
 *
 * @param options of the channel
 * @param optionsJson as they are stored; null if there are none
 * @param kind the content's {@code contentType}
 * @param contentJson the content as it is stored
 */
record ParsedMessage(
        Channel<?> channel,
        MessageHeader header,
        MessageOptions options,
        @Nullable String optionsJson,
        String kind,
        MessageContent content,
        String contentJson) {

    /** Path of the content of one of these messages in its request. */
    static String path(List<ParsedMessage> messages, int position) {
        return messages.size() == 1 ? "content" : "messages[" + position + "]";
    }
}
