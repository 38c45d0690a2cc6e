package io.parley.messaging.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Parses the body of {@code POST /messages}; fails with one problem that lists all violations. */
@Singleton
class ReadMessage {

    private static final String CONTENT = "content";

    private final ReadHeader headers;
    private final Contents contents;

    ReadMessage(ReadHeader headers, Contents contents) {
        this.headers = headers;
        this.contents = contents;
    }

    ParsedMessage read(byte[] body) {
        var members = headers.members(body);
        return read(members, headers.channel(members, MessageRequest.class, CONTENT));
    }

    private <C extends MessageContent> ParsedMessage read(ObjectNode members, Channel<C> channel) {
        var violations = new Violations();
        var content = members.remove(CONTENT);
        var header = headers.read(members, channel, MessageRequest.class, CONTENT, violations);
        var message = content(content, header.options(), channel, violations);
        violations.throwIfAny();
        return header.with(Contents.kind(content), message, content.toString());
    }

    private <C extends MessageContent> @Nullable C content(
            @Nullable JsonNode content, @Nullable MessageOptions options, Channel<C> channel, Violations violations) {
        if (content == null) {
            violations.add(CONTENT, "must be given");
            return null;
        }
        return contents.read(content, options, channel, CONTENT, violations);
    }
}
