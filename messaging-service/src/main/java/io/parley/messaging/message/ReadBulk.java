package io.parley.messaging.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Parses the body of {@code POST /bulks} to messages in order; fails with one problem that lists all violations. */
@Singleton
class ReadBulk {

    private static final String MESSAGES = "messages";
    private static final int MIN = 2;
    private static final int MAX = 20;

    private final ReadHeader headers;
    private final Contents contents;

    ReadBulk(ReadHeader headers, Contents contents) {
        this.headers = headers;
        this.contents = contents;
    }

    List<ParsedMessage> read(byte[] body) {
        var members = headers.members(body);
        return read(members, headers.channel(members, BulkRequest.class, MESSAGES));
    }

    private List<ParsedMessage> read(ObjectNode members, Channel<?> channel) {
        var violations = new Violations();
        var list = members.remove(MESSAGES);
        var header = headers.read(members, channel, BulkRequest.class, MESSAGES, violations);
        var messages = contents(list, header.options(), channel, violations);
        violations.throwIfAny();
        return IntStream.range(0, messages.size())
                .mapToObj(i -> parsed(header, list.get(i), messages.get(i)))
                .toList();
    }

    private static ParsedMessage parsed(ParsedHeader header, JsonNode content, @Nullable MessageContent message) {
        return header.with(Contents.kind(content), message, content.toString());
    }

    private List<@Nullable MessageContent> contents(
            @Nullable JsonNode list, @Nullable MessageOptions options, Channel<?> channel, Violations violations) {
        if (list == null) {
            violations.add(MESSAGES, "must be given");
            return List.of();
        }
        if (!list.isArray() || list.size() < MIN || list.size() > MAX) {
            violations.add(MESSAGES, "must be a list of " + MIN + " to " + MAX + " contents");
            return List.of();
        }
        var messages = new ArrayList<@Nullable MessageContent>(list.size());
        for (var i = 0; i < list.size(); i++) {
            messages.add(content(list.get(i), options, channel, MESSAGES + "[" + i + "]", violations));
        }
        return messages;
    }

    private @Nullable MessageContent content(
            JsonNode content,
            @Nullable MessageOptions options,
            Channel<?> channel,
            String path,
            Violations violations) {
        var message = contents.readInBulk(content, options, channel, path, violations);
        if (message != null && !message.inBulks()) {
            violations.add(
                    path + ".contentType", Contents.kind(content) + " must not be in a bulk; send it as one message");
        }
        return message;
    }
}
