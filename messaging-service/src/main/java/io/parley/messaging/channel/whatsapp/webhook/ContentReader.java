package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.number;
import static io.parley.runtime.json.ProviderJson.plain;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;
import static io.parley.runtime.json.ProviderJson.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoContext;
import io.parley.messaging.model.MoFile;
import io.parley.runtime.graph.SnakeCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of one element of {@code messages[]}. Unknown types and missing values become
 * {@link MoContent.Unknown}.
 */
final class ContentReader {

    private static final Map<String, MediaKind> FILES = Map.of(
            "image", MediaKind.IMAGE,
            "video", MediaKind.VIDEO,
            "audio", MediaKind.AUDIO,
            "document", MediaKind.DOCUMENT,
            "sticker", MediaKind.STICKER);

    private static final List<String> KINDS = List.of(
            "text",
            "image",
            "video",
            "audio",
            "document",
            "sticker",
            "location",
            "contacts",
            "reaction",
            "button",
            "interactive",
            "order",
            "edit");

    private static final String CALL_PERMISSION = "call_permission_reply";
    private static final List<String> REPLIES = List.of("button_reply", "list_reply", "nfm_reply", CALL_PERMISSION);

    private final String type;
    private final JsonNode message;

    private ContentReader(JsonNode message) {
        this.type = text(message.path("type")).orElseGet(() -> typeOfMembers(message));
        this.message = message;
    }

    /** Derives the type from the members if {@code type} cannot be read. */
    private static String typeOfMembers(JsonNode message) {
        return KINDS.stream().filter(message::hasNonNull).findFirst().orElse("");
    }

    static ContentReader of(JsonNode message) {
        return new ContentReader(message);
    }

    MoContent content() {
        if (FILES.containsKey(type)) {
            return file().<MoContent>map(file -> media()).orElseGet(MoContent.MediaPlaceholder::new);
        }
        return switch (type) {
            case "text" -> known(scalar(body().path("body")).map(MoContent.Text::new));
            case "location" -> location();
            case "contacts" -> contacts();
            case "reaction" -> reaction();
            case "button" -> postback(scalar(body().path("payload")), body().path("text"));
            case "interactive" -> interactive();
            case "order" -> order();
            default -> new MoContent.Unknown();
        };
    }

    /** The file to download; empty if there is none or it has no id. */
    Optional<MoFile> file() {
        return Optional.ofNullable(FILES.get(type)).flatMap(kind -> scalar(body().path("id"))
                .map(id -> new MoFile(
                        id,
                        kind,
                        text(body().path("mime_type")).orElse(null),
                        scalar(body().path("filename")).orElse(null),
                        text(body().path("sha256")).orElse(null))));
    }

    /** The message, product or forwarding that this message refers to; null if there is none. */
    @Nullable
    MoContext context() {
        var context = message.path("context");
        var product = context.path("referred_product");
        return context.isObject() && !context.isEmpty()
                ? new MoContext(
                        scalar(context.path("id")).orElse(null),
                        truth(context.path("forwarded")),
                        truth(context.path("frequently_forwarded")),
                        product.isObject()
                                ? new MoContext.Product(
                                        scalar(product.path("catalog_id")).orElse(null),
                                        scalar(product.path("product_retailer_id"))
                                                .orElse(null))
                                : null)
                : null;
    }

    /** Captions of the tapped element; members {@code text}, {@code title} and {@code description}. */
    Map<String, JsonNode> captions() {
        var reply = interactiveReply();
        return switch (type) {
            case "button" -> Map.of("text", body().path("text"));

            case "interactive" ->
                Map.of("title", title(reply), "description", reply.path("description"), "text", reply.path("body"));
            case "edit" -> Map.of("text", edited(body().path("message")));
            default -> Map.of();
        };
    }

    /** Extensions of the contract below the channel's name: the ad or post, the group, the call permission. */
    Map<String, JsonNode> extensions() {
        var extensions = new LinkedHashMap<String, JsonNode>();
        if (message.path("referral").isObject()) {
            extensions.put("referral", SnakeCase.camel(message.path("referral")));
        }
        if (message.hasNonNull("group_id")) {
            extensions.put("groupId", TextNode.valueOf(groupId(message.path("group_id"))));
        }
        if (isCallPermission()) {
            extensions.put("callPermission", SnakeCase.camel(interactiveReply()));
        }
        return extensions;
    }

    /** Keeps a value of any type, because a group message must not be taken for a private one. */
    private static String groupId(JsonNode value) {
        return scalar(value).orElseGet(value::toString);
    }

    /** The new text, or the new caption of a file. */
    private static JsonNode edited(JsonNode message) {
        var type = message.path("type").asText();
        return message.path(type).path(type.equals("text") ? "body" : "caption");
    }

    /** A form has a name instead of a title, and a call permission has neither. */
    private JsonNode title(JsonNode reply) {
        if (isCallPermission()) {
            return TextNode.valueOf(CALL_PERMISSION);
        }
        return reply.path("title").isMissingNode() ? reply.path("name") : reply.path("title");
    }

    private boolean isCallPermission() {
        return type.equals("interactive") && replyType().equals(CALL_PERMISSION);
    }

    private JsonNode body() {
        return message.path(type);
    }

    private MoContent media() {
        var voice = type.equals("audio") && body().path("voice").asBoolean();
        return new MoContent.Media(new MoContent.File(
                voice ? "voice" : type,
                null,
                null,
                scalar(body().path("caption"))
                        .or(() -> scalar(body().path("filename")))
                        .orElse(null)));
    }

    private MoContent location() {
        var place = body();
        var longitude = number(place.path("longitude"));
        var latitude = number(place.path("latitude"));
        return longitude.isPresent() && latitude.isPresent()
                ? new MoContent.Location(new MoContent.Place(
                        longitude.getAsDouble(),
                        latitude.getAsDouble(),
                        scalar(place.path("name")).orElse(null),
                        scalar(place.path("address")).orElse(null),
                        text(place.path("url")).orElse(null)))
                : new MoContent.Unknown();
    }

    /** Reads each card separately, so an invalid card does not affect the others. */
    private MoContent contacts() {
        var cards = elements(body()).stream().map(CardReader::read).toList();
        return cards.isEmpty() ? new MoContent.Unknown() : new MoContent.Contacts(cards);
    }

    /** A missing emoji removes the reaction; an unreadable one does not. */
    private MoContent reaction() {
        var emoji = body().path("emoji");
        return emoji.isContainerNode()
                ? new MoContent.Unknown()
                : known(scalar(body().path("message_id"))
                        .map(id -> new MoContent.Reaction(
                                new MoContent.Emotion(id, scalar(emoji).orElse("")))));
    }

    private JsonNode interactiveReply() {
        return body().path(replyType());
    }

    private String replyType() {
        return text(body().path("type"))
                .or(() -> REPLIES.stream().filter(body()::hasNonNull).findFirst())
                .orElse("");
    }

    private MoContent interactive() {
        var reply = interactiveReply();
        return switch (replyType()) {
            case "button_reply", "list_reply" -> postback(scalar(reply.path("id")), reply.path("title"));
            case "nfm_reply" -> postback(form(reply.path("response_json")), reply.path("body"));
            case CALL_PERMISSION -> postback(scalar(reply.path("response")), reply.path("response_source"));
            default -> new MoContent.Unknown();
        };
    }

    /** The answers of a form, JSON in a string; an object is converted to the same form. */
    private static Optional<String> form(JsonNode answers) {
        return answers.isContainerNode() ? Optional.of(answers.toString()) : scalar(answers);
    }

    /** Uses the caption if Meta left the payload out. */
    private static MoContent postback(Optional<String> data, JsonNode caption) {
        return known(data.or(() -> scalar(caption)).map(MoContent.Postback::new));
    }

    private MoContent order() {
        return new MoContent.Order(
                scalar(body().path("catalog_id")).orElse(null),
                scalar(body().path("text")).orElse(null),
                elements(body().path("product_items")).stream()
                        .flatMap(item -> item(item).stream())
                        .toList());
    }

    /** Numbers become plain decimals; an item without a product is ignored. */
    private static Optional<MoContent.Order.Item> item(JsonNode item) {
        return scalar(item.path("product_retailer_id"))
                .map(product -> new MoContent.Order.Item(
                        product,
                        plain(item.path("quantity")).orElse("1"),
                        plain(item.path("item_price")).orElse(null),
                        scalar(item.path("currency")).orElse(null)));
    }

    private static MoContent known(Optional<? extends MoContent> content) {
        return content.<MoContent>map(known -> known).orElseGet(MoContent.Unknown::new);
    }
}
