package io.parley.messaging.channel;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.json.SealedSubtypes;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts contents between JSON and the records of a channel's sealed family. The family is derived from its type: the
 * permitted records annotated with {@link JsonTypeName} are the kinds of the channel, {@link
 * JsonTypeInfo#defaultImpl()} is the kind of a content without {@code contentType}. To add a kind, add a record.
 */
@Singleton
public class Contents {

    private static final String KIND = ContentFamily.KIND;

    private final StrictJson json;
    private final ObjectMapper stored;
    private final Set<String> bodies;
    private final Map<Class<?>, ContentFamily> families = new ConcurrentHashMap<>();

    Contents(StrictJson json, ObjectMapper mapper, Channels channels) {
        this.json = json;
        this.stored =
                SealedSubtypes.configure(mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        this.bodies = channels.kinds().stream()
                .flatMap(kind -> ContentFamily.bodies(kind.contentType()))
                .collect(Collectors.toUnmodifiableSet());
        channels.all().forEach(this::family);
    }

    /**
     * Reads the content of a request. Adds violations below {@code path} to {@code out}.
     *
     * @param content modified: the tolerated spelling {@code type} becomes {@code contentType}, an implied one is set,
     *     the channel's {@link ChannelKind#tolerances} are applied, so that it can be stored and read by {@link
     *     #restored}
     * @param options of the request; validated only while {@code out} is empty; null if they cannot be bound
     * @return null if the content cannot be bound; valid only if {@code out} is empty
     */
    public <C extends MessageContent> @Nullable C read(
            JsonNode content, @Nullable MessageOptions options, Channel<C> channel, String path, Violations out) {
        return read(content, options, channel, path, false, out);
    }

    /** As {@link #read}, for an entry of a bulk: does not suggest kinds that are not allowed in bulks. */
    public <C extends MessageContent> @Nullable C readInBulk(
            JsonNode content, @Nullable MessageOptions options, Channel<C> channel, String path, Violations out) {
        return read(content, options, channel, path, true, out);
    }

    private <C extends MessageContent> @Nullable C read(
            JsonNode content,
            @Nullable MessageOptions options,
            Channel<C> channel,
            String path,
            boolean inBulk,
            Violations out) {
        if (!(content instanceof ObjectNode members)) {
            out.add(path, "must be an object");
            return null;
        }
        var family = family(channel);
        family.name(members);
        var error = family.validate(members, inBulk);
        if (error.isPresent()) {
            out.add(path + "." + KIND, error.get());
            return null;
        }
        channel.kind().tolerances().accept(members);
        var read = json.bind(members, channel.kind().contentType(), path, out);
        if (read != null && options != null && out.isEmpty()) {
            checkOptions(read, options, channel, path, out);
        }
        return read;
    }

    private static <C extends MessageContent> void checkOptions(
            C content, MessageOptions options, Channel<C> channel, String path, Violations out) {
        channel.validateContent(content, options).ifPresent(error -> out.add(path + "." + KIND, error));
    }

    /** The {@code contentType} of a content that {@link #read} has normalized. */
    public static String kind(JsonNode content) {
        return content.path(KIND).textValue();
    }

    /** Reads a stored content. */
    public <C extends MessageContent> C restored(String content, Channel<C> channel) {
        return stored(content, channel.kind().contentType());
    }

    /** Reads stored options; null means none. */
    public MessageOptions restoredOptions(@Nullable String options, Channel<?> channel) {
        return options == null
                ? new MessageOptions.None()
                : stored(options, channel.kind().optionsType());
    }

    private <T> T stored(String text, Class<T> type) {
        try {
            return stored.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read stored content: " + e.getOriginalMessage(), e);
        }
    }

    private ContentFamily family(Channel<?> channel) {
        return families.computeIfAbsent(channel.kind().contentType(), type -> ContentFamily.of(type, bodies));
    }
}
