package io.parley.messaging.message;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.message.ReadHeader.Envelope;
import java.util.List;

/**
 * A message that says everything it must, before anybody asked whether the caller may send it.
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

    /** Where the content of one of these stands in its request. */
    static String path(List<ParsedMessage> drafts, int position) {
        return drafts.size() == 1 ? "content" : "messages[" + position + "]";
    }
}
