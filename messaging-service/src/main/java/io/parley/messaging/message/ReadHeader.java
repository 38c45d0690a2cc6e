package io.parley.messaging.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.MessageOptions;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Suggestion;
import io.parley.runtime.json.Violations;
import io.parley.runtime.problem.Problems;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a request other than its contents: first those that all channels share, then the recipient, then
 * the channel's own options.
 */
@Singleton
class ReadHeader {

    private static final String CHANNEL = "channel";

    private final StrictJson json;
    private final Channels channels;
    private final Map<Class<?>, Set<String>> optionNames = new ConcurrentHashMap<>();

    ReadHeader(StrictJson json, Channels channels) {
        this.json = json;
        this.channels = channels;
    }

    ObjectNode members(byte[] body) {
        if (!(json.parse(body) instanceof ObjectNode members)) {
            throw Problems.notParseable("The body must be an object.");
        }
        return members;
    }

    /**
     * The channel that the request names. Without a channel only the contents cannot be validated.
     *
     * @param contents name of the member with the contents
     */
    Channel<?> channel(ObjectNode members, Class<? extends MessageHeader> type, String contents) {
        return channelNamed(members.path(CHANNEL)).orElseThrow(() -> withoutChannel(members, type, contents));
    }

    /**
     * Reads the remaining {@code members}; use the result only if {@code out} stayed empty.
     *
     * @param contents name of the member with the contents, which was removed before
     */
    ParsedHeader read(
            ObjectNode members,
            Channel<?> channel,
            Class<? extends MessageHeader> type,
            String contents,
            Violations out) {
        var optionMembers = options(members, channel);
        var request = json.bind(members, type, additionalMembers(contents, List.of(channel)), out);
        checkRecipient(request, channel, out);
        var options = optionMembers == null
                ? new MessageOptions.None()
                : json.bind(optionMembers, channel.kind().optionsType(), "", out);
        return new ParsedHeader(channel, request, options, optionMembers == null ? null : optionMembers.toString());
    }

    private RuntimeException withoutChannel(ObjectNode members, Class<? extends MessageHeader> type, String contents) {
        var violations = new Violations();
        if (members.has(CHANNEL)) {
            violations.add(CHANNEL, allowedChannels(members.get(CHANNEL)));
        }
        if (members.remove(contents) == null) {
            violations.add(contents, "must be given");
        }
        channels.all().forEach(channel -> options(members, channel));
        json.bind(members, type, additionalMembers(contents, channels.all()), violations);
        return Problems.constraintViolation(violations.list());
    }

    private static void checkRecipient(@Nullable MessageHeader request, Channel<?> channel, Violations violations) {
        if (request != null && request.to() != null && !violations.covers("to")) {
            channel.validateRecipient(request.to()).ifPresent(error -> violations.add("to", error));
        }
    }

    /** Removes the channel's own members from the request and returns them; null if the channel has none. */
    private @Nullable ObjectNode options(ObjectNode members, Channel<?> channel) {
        var names = optionNames.computeIfAbsent(channel.kind().optionsType(), ReadHeader::names);
        if (names.isEmpty()) {
            return null;
        }
        var options = members.objectNode();
        names.stream().filter(members::has).forEach(name -> options.set(name, members.remove(name)));
        return options;
    }

    private Optional<Channel<?>> channelNamed(JsonNode name) {
        return name.isTextual() ? channels.named(name.textValue()) : Optional.empty();
    }

    private String allowedChannels(JsonNode given) {
        Set<String> names = new TreeSet<>();
        channels.all().forEach(channel -> names.add(channel.name().value()));
        return "must be one of " + String.join(", ", names)
                + (given.isTextual() ? Suggestion.of(given.textValue(), names) : "");
    }

    /** Members that are allowed in addition to those of the request's type: the contents and the channels' options. */
    private Set<String> additionalMembers(String contents, Collection<? extends Channel<?>> candidates) {
        Set<String> names = new LinkedHashSet<>(Set.of(contents));
        candidates.forEach(channel ->
                names.addAll(optionNames.computeIfAbsent(channel.kind().optionsType(), ReadHeader::names)));
        return names;
    }

    private static Set<String> names(Class<?> options) {
        Set<String> names = new TreeSet<>();
        for (var component : options.getRecordComponents()) {
            names.add(component.getName());
            var alias = component.getAccessor().getAnnotation(JsonAlias.class);
            Optional.ofNullable(alias).ifPresent(found -> names.addAll(Arrays.asList(found.value())));
        }
        return names;
    }
}
