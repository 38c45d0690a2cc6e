package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.NotInBulks;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content of a WhatsApp message: the contract's WhatsAppContent, one record per {@code contentType}. Limits are the
 * contract's; where Meta's are stricter ({@link MetaLimits}), Meta rejects the message.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
public sealed interface WhatsAppContent extends MessageContent {

    /** Id of the sent or received message that this one replies to, ours or the provider's. Null if it is no reply. */
    @Nullable
    String replyTo();

    /** Hash of the person's identity key; the message fails if the key has changed. Null for no check. */
    @Nullable
    String identityKeyHash();

    @Override
    default Set<String> messages() {
        return replyTo() == null ? Set.of() : Set.of(replyTo());
    }

    @Override
    default Map<UUID, MediaKind> media() {
        return switch (this) {
            case Image content -> FileSource.uploads(content.image(), MediaKind.IMAGE);
            case Document content -> FileSource.uploads(content.document(), MediaKind.DOCUMENT);
            case Video content -> FileSource.uploads(content.video(), MediaKind.VIDEO);
            case Audio content -> FileSource.uploads(content.audio(), MediaKind.AUDIO);
            case Sticker content -> FileSource.uploads(content.sticker(), MediaKind.STICKER);
            case Template content -> content.template().media();
            case Interactive content -> content.interactive().media();
            case PlainText content -> Map.of();
            case Location content -> Map.of();
            case Reaction content -> Map.of();
            case Contacts content -> Map.of();
        };
    }

    /**
     * Plain text.
     *
     * @param renderUrlPreview whether to show a preview of the first link; null is false
     */
    @JsonTypeName("text")
    record PlainText(
            @NotNull @Text(max = 4096) String text,
            @Nullable Boolean renderUrlPreview,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** An image. */
    @JsonTypeName("image")
    record Image(
            @NotNull @Valid CaptionedFile image,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** A document. */
    @JsonTypeName("document")
    record Document(
            @NotNull @Valid NamedFile document,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** A video. */
    @JsonTypeName("video")
    record Video(
            @NotNull @Valid CaptionedFile video,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** An audio file. */
    @JsonTypeName("audio")
    record Audio(
            @NotNull @Valid PlainFile audio,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** A sticker. */
    @JsonTypeName("sticker")
    record Sticker(
            @NotNull @Valid PlainFile sticker,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** A location. */
    @JsonTypeName("location")
    record Location(
            @NotNull @Valid Place location,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** An emoji reaction to an earlier message. */
    @JsonTypeName("reaction")
    @NotInBulks
    record Reaction(
            @NotNull @Valid Emotion reaction,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {
        @Override
        public Set<String> messages() {
            return replyTo == null ? Set.of(reaction.messageId()) : Set.of(reaction.messageId(), replyTo);
        }
    }

    /** Contact cards. */
    @JsonTypeName("contacts")
    record Contacts(
            @NotNull @Size(min = 1, max = 100) List<@Valid ContactCard> contacts,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** An approved template filled with values. */
    @JsonTypeName("template")
    record Template(
            @NotNull @Valid FilledTemplate template,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}

    /** A message with buttons, a list or another interactive element. */
    @JsonTypeName("interactive")
    @NotInBulks
    record Interactive(
            @NotNull @Valid InteractiveContent interactive,
            @Text(max = 255) @Nullable String replyTo,
            @Text(max = 128) @Nullable String identityKeyHash)
            implements WhatsAppContent {}
}
