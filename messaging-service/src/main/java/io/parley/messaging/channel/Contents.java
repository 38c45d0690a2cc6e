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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Contents between JSON and the records of a channel's sealed family. A family is read off its type: the permitted
 * records annotated with {@link JsonTypeName} are what the channel offers, {@link JsonTypeInfo#defaultImpl()} is what a
 * content without {@code contentType} means. Adding a record is all it takes to offer a further kind.
 */
@Singleton
public class Contents {

    private static final String KIND = ContentFamily.KIND;

    private final StrictJson json;
    private final ObjectMapper stored;
    private final Map<Class<?>, ContentFamily> families = new ConcurrentHashMap<>();

    Contents(StrictJson json, ObjectMapper mapper, Channels channels) {
        this.json = json;
        this.stored = SealedSubtypes.taughtTo(mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        channels.all().forEach(this::family);
    }

    /**
     * Reads what a customer sent; everything wrong with it becomes violations below {@code path}.
     *
     * @param content changed: the tolerated spelling {@code type} becomes {@code contentType}, an implied one is put in,
     *     the channel's {@link ChannelKind#tolerances} are applied, so that it can be stored and read again by {@link
     *     #restored}
     * @param options what it is to be sent with; looked at only while {@code out} is empty
     * @return null if there is none to work with; use it only if {@code out} stayed empty
     */
    public <C extends MessageContent> C read(
            JsonNode content, MessageOptions options, Channel<C> channel, String path, Violations out) {
        return read(content, options, channel, path, false, out);
    }

    /** As {@link #read}, for an entry of a bulk: offers no kind that bulks refuse. */
    public <C extends MessageContent> C readInBulk(
            JsonNode content, MessageOptions options, Channel<C> channel, String path, Violations out) {
        return read(content, options, channel, path, true, out);
    }

    private <C extends MessageContent> C read(
            JsonNode content, MessageOptions options, Channel<C> channel, String path, boolean inBulk, Violations out) {
        if (!(content instanceof ObjectNode members)) {
            out.add(path, "must be an object");
            return null;
        }
        var family = family(channel);
        family.name(members);
        var fault = family.validate(members, inBulk);
        if (fault != null) {
            out.add(path + "." + KIND, fault);
            return null;
        }
        channel.kind().tolerances().accept(members);
        var read = json.bind(members, channel.kind().contentType(), path, out);
        if (out.isEmpty()) {
            checkPair(read, options, channel, path, out);
        }
        return read;
    }

    private static <C extends MessageContent> void checkPair(
            C content, MessageOptions options, Channel<C> channel, String path, Violations out) {
        var fault = channel.validateContent(content, options);
        if (fault != null) {
            out.add(path + "." + KIND, fault);
        }
    }

    /** The {@code contentType} of a content that was read. */
    public static String kind(JsonNode content) {
        return content.path(KIND).textValue();
    }

    /** Reads a content that was accepted before. */
    public <C extends MessageContent> C restored(String content, Channel<C> channel) {
        return stored(content, channel.kind().contentType());
    }

    /** Reads options that were accepted before; null means none. */
    public MessageOptions restoredOptions(String options, Channel<?> channel) {
        return options == null
                ? new MessageOptions.None()
                : stored(options, channel.kind().optionsType());
    }

    private <T> T stored(String text, Class<T> type) {
        try {
            return stored.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was accepted cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private ContentFamily family(Channel<?> channel) {
        return families.computeIfAbsent(channel.kind().contentType(), ContentFamily::of);
    }
}
