package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.message.ReadHeader.Envelope;
import java.util.List;

/**
 * A message whose request is complete and valid; the caller's permissions are not checked yet.
 *
 * @param kind the content's {@code contentType}
 * @param contentJson the content as it is stored
 */
record ParsedMessage(Envelope envelope, String kind, MessageContent content, String contentJson) {

    Channel<?> channel() {
        return envelope.channel();
    }

    MessageHeader request() {
        return envelope.request();
    }

    MessageOptions options() {
        return envelope.options();
    }

    /** The channel's options as they are stored; null if there are none. */
    String optionsJson() {
        return envelope.optionsJson();
    }

    /** Path of the content of one of these messages in its request. */
    static String path(List<ParsedMessage> messages, int position) {
        return messages.size() == 1 ? "content" : "messages[" + position + "]";
    }
}
