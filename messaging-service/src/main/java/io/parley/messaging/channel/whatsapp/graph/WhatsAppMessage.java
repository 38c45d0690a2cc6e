package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.ContactCard;
import io.parley.messaging.channel.whatsapp.content.Emotion;
import io.parley.messaging.channel.whatsapp.content.FileSource;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.model.fact.TemplateShape;
import io.parley.runtime.graph.SnakeCase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /{phone_number_id}/messages}.
 *
 * @param to the person's number; null if only the user id is known
 * @param recipient the person's user id; null if the number is given
 * @param context the message that this one replies to; null if it is no reply
 * @param bizOpaqueCallbackData our message id, returned in every status
 * @param object one member with the name of {@code type}
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhatsAppMessage(
        String messagingProduct,
        String recipientType,
        @Nullable String to,
        @Nullable String recipient,
        @Nullable String recipientIdentityKeyHash,
        @Nullable Context context,
        String bizOpaqueCallbackData,
        String type,
        @JsonAnyGetter Map<String, Object> object) {

    public static WhatsAppMessage of(OutboundMessage<WhatsAppContent> message) {
        return of(message, null);
    }

    /** @param namedShape shape of the message's template if its placeholders have names; otherwise null */
    public static WhatsAppMessage of(OutboundMessage<WhatsAppContent> message, @Nullable TemplateShape namedShape) {
        var content = message.content();
        var payload = Payload.of(content, message.references(), namedShape);
        var isUserId = WhatsAppRecipients.isUserId(message.recipient());
        return new WhatsAppMessage(
                "whatsapp",
                "individual",
                isUserId ? null : message.recipient(),
                isUserId ? message.recipient() : null,
                content.identityKeyHash(),
                content.replyTo() == null
                        ? null
                        : new Context(message.references().message(content.replyTo())),
                message.messageId().toString(),
                payload.type(),
                Map.of(payload.type(), payload.object()));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Context(String messageId) {}

    /** A content in the Graph API's format: its type and the object of that name. */
    private record Payload(String type, Object object) {

        static Payload of(WhatsAppContent content, ProviderReferences references, @Nullable TemplateShape namedShape) {
            return switch (content) {
                case WhatsAppContent.PlainText text ->
                    new Payload("text", new TextObject(text.text(), Boolean.TRUE.equals(text.renderUrlPreview())));
                case WhatsAppContent.Image image -> file("image", image.image(), references);
                case WhatsAppContent.Document document -> file("document", document.document(), references);
                case WhatsAppContent.Video video -> file("video", video.video(), references);
                case WhatsAppContent.Audio audio -> file("audio", audio.audio(), references);
                case WhatsAppContent.Sticker sticker -> file("sticker", sticker.sticker(), references);
                case WhatsAppContent.Location location -> new Payload("location", SnakeCase.of(location.location()));
                case WhatsAppContent.Reaction reaction ->
                    new Payload("reaction", ReactionObject.of(reaction.reaction(), references));
                case WhatsAppContent.Contacts contacts ->
                    new Payload(
                            "contacts",
                            SnakeCase.all(contacts.contacts().stream()
                                    .map(ContactCard::forMeta)
                                    .toList()));
                case WhatsAppContent.Template template ->
                    template(TemplateObject.of(template.template(), references), namedShape);
                case WhatsAppContent.Interactive interactive ->
                    new Payload("interactive", InteractiveObject.of(interactive.interactive(), references));
            };
        }

        private static Payload template(TemplateObject template, @Nullable TemplateShape namedShape) {
            return new Payload("template", namedShape == null ? template : NamedParameters.in(template, namedShape));
        }

        private static Payload file(String type, FileSource file, ProviderReferences references) {
            return new Payload(type, FileObject.of(file, references));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record TextObject(String body, boolean previewUrl) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record ReactionObject(String messageId, String emoji) {

        static ReactionObject of(Emotion reaction, ProviderReferences references) {
            return new ReactionObject(references.message(reaction.messageId()), reaction.emoji());
        }
    }
}
