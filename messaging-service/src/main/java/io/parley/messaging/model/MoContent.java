package io.parley.messaging.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content of an inbound message: the contract's MoContent, one record per kind, plus {@link Postback} and {@link
 * Order}, which have their own events. Texts contain no NUL characters, because PostgreSQL cannot store them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
public sealed interface MoContent {

    /** Text as received. */
    @JsonTypeName("text")
    record Text(String text) implements MoContent {

        public Text {
            text = text.replace("\0", "");
        }
    }

    /** A file, available at {@code GET /media/{mediaId}} once it is fetched. */
    @JsonTypeName("media")
    record Media(File media) implements MoContent {

        /** Returns a copy with the id and URL under which the customer fetches it. */
        public Media at(UUID mediaId, String url) {
            return new Media(new File(media.type(), url, mediaId, media.caption()));
        }
    }

    /**
     * @param type image, document, audio, voice, video or sticker
     * @param url null until the file is stored, as is {@code mediaId}
     * @param caption the caption, or the name of a document; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record File(
            String type,
            @Nullable String url,
            @Nullable UUID mediaId,
            @Nullable String caption) {}

    /** A file that cannot be fetched. */
    @JsonTypeName("media_placeholder")
    record MediaPlaceholder() implements MoContent {}

    @JsonTypeName("location")
    record Location(Place location) implements MoContent {}

    /**
     * A place; members that were not sent are null.
     *
     * @param url page of the place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            double longitude,
            double latitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    /** Address cards, each a Contact of the contract. */
    @JsonTypeName("contacts")
    record Contacts(List<JsonNode> contacts) implements MoContent {}

    @JsonTypeName("reaction")
    record Reaction(Emotion reaction) implements MoContent {}

    /**
     * @param messageId the message reacted to
     * @param emoji empty if the reaction was removed
     */
    record Emotion(String messageId, String emoji) {}

    /** Content of a kind that this platform does not support. */
    @JsonTypeName("unknown")
    record Unknown() implements MoContent {}

    /**
     * A tap on a button or row, or a completed form.
     *
     * @param data the payload the customer gave, or the form's answers as JSON text
     */
    @JsonTypeName("postback")
    record Postback(String data) implements MoContent {}

    /** A submitted shopping cart; members that were not sent are null. Numbers are strings, as in the contract. */
    @JsonTypeName("order")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(@Nullable String catalogId, @Nullable String text, List<Item> items) implements MoContent {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Item(
                String productId,
                String quantity,
                @Nullable String itemPrice,
                @Nullable String currency) {}
    }
}
