package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.model.fact.TemplateShape;
import java.util.Map;

/**
 * Body of {@code POST /{phone_number_id}/messages}.
 *
 * @param to the person's number; null for those known by user id only
 * @param recipient the person's user id; null for those with a number
 * @param context the message it answers; null if it answers none
 * @param bizOpaqueCallbackData our message id, handed back in every status
 * @param object what {@code type} names, under that name
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhatsAppMessage(
        String messagingProduct,
        String recipientType,
        String to,
        String recipient,
        String recipientIdentityKeyHash,
        Context context,
        String bizOpaqueCallbackData,
        String type,
        @JsonAnyGetter Map<String, Object> object) {

    static WhatsAppMessage of(OutboundMessage<WhatsAppContent> message) {
        return of(message, null);
    }

    /** @param named the message's template if its placeholders have names; else null */
    static WhatsAppMessage of(OutboundMessage<WhatsAppContent> message, TemplateShape named) {
        var content = message.content();
        var payload = Payload.of(content, message.references(), named);
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

    /** A content as the Graph API wants it: its type and the object of that name. */
    private record Payload(String type, Object object) {

        static Payload of(WhatsAppContent content, ProviderReferences references, TemplateShape named) {
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
                            SnakeCase.all(NullableLists.map(contacts.contacts(), ContactCard::asMetaHasIt)));
                case WhatsAppContent.Template template ->
                    template(TemplateObject.of(template.template(), references), named);
                case WhatsAppContent.Interactive interactive ->
                    new Payload("interactive", InteractiveObject.of(interactive.interactive(), references));
            };
        }

        private static Payload template(TemplateObject template, TemplateShape named) {
            return new Payload("template", named == null ? template : NamedParameters.in(template, named));
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
