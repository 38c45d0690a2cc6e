package io.parley.messaging.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;

/** From the bytes of {@code POST /messages} to a {@link ParsedMessage}, or one problem that names everything wrong with it. */
@Singleton
class ReadMessage {

    private static final String CONTENT = "content";

    private final ReadHeader envelopes;
    private final Contents contents;

    ReadMessage(ReadHeader envelopes, Contents contents) {
        this.envelopes = envelopes;
        this.contents = contents;
    }

    ParsedMessage read(byte[] body) {
        var members = envelopes.members(body);
        return read(members, envelopes.channel(members, MessageRequest.class, CONTENT));
    }

    private <C extends MessageContent> ParsedMessage read(ObjectNode members, Channel<C> channel) {
        var violations = new Violations();
        var content = members.remove(CONTENT);
        var envelope = envelopes.read(members, channel, MessageRequest.class, CONTENT, violations);
        var message = content(content, envelope.options(), channel, violations);
        violations.throwIfAny();
        return new ParsedMessage(envelope, Contents.kind(content), message, content.toString());
    }

    private <C extends MessageContent> C content(
            JsonNode content, MessageOptions options, Channel<C> channel, Violations violations) {
        if (content == null) {
            violations.add(CONTENT, "must be given");
            return null;
        }
        return contents.read(content, options, channel, CONTENT, violations);
    }
}
