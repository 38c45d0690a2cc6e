package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.whatsapp.WebhookReader.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.MediaKind;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.MoContext;
import io.parley.messaging.channel.MoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one element of {@code messages[]} says. What Meta adds later, or leaves out, is {@link MoContent.Unknown}. */
final class ContentReader {

    private static final Map<String, MediaKind> FILES = Map.of(
            "image", MediaKind.IMAGE,
            "video", MediaKind.VIDEO,
            "audio", MediaKind.AUDIO,
            "document", MediaKind.DOCUMENT,
            "sticker", MediaKind.STICKER);

    private final String type;
    private final JsonNode message;

    private ContentReader(JsonNode message) {
        this.type = message.path("type").asText();
        this.message = message;
    }

    static ContentReader of(JsonNode message) {
        return new ContentReader(message);
    }

    MoContent content() {
        if (FILES.containsKey(type)) {
            return file().<MoContent>map(file -> media()).orElseGet(MoContent.MediaPlaceholder::new);
        }
        return switch (type) {
            case "text" -> known(text(body().path("body")).map(MoContent.Text::new));
            case "location" -> location();
            case "contacts" -> contacts();
            case "reaction" -> reaction();
            case "button" -> postback(body().path("payload"), body().path("text"));
            case "interactive" -> interactive();
            case "order" -> order();
            default -> new MoContent.Unknown();
        };
    }

    /** The file to fetch; empty if there is none, or none that can be. */
    Optional<MoFile> file() {
        return Optional.ofNullable(FILES.get(type)).flatMap(kind -> text(body().path("id"))
                .map(id -> new MoFile(
                        id,
                        kind,
                        text(body().path("mime_type")).orElse(null),
                        text(body().path("filename")).orElse(null),
                        text(body().path("sha256")).orElse(null))));
    }

    /** Null if it refers to nothing. */
    MoContext context() {
        var told = message.path("context");
        var product = told.path("referred_product");
        return told.isObject() && !told.isEmpty()
                ? new MoContext(
                        text(told.path("id")).orElse(null),
                        truth(told.path("forwarded")),
                        truth(told.path("frequently_forwarded")),
                        product.isObject()
                                ? new MoContext.Product(
                                        text(product.path("catalog_id")).orElse(null),
                                        text(product.path("product_retailer_id"))
                                                .orElse(null))
                                : null)
                : null;
    }

    /** What was tapped, as the person read it; members {@code text}, {@code title} and {@code description}. */
    Map<String, JsonNode> captions() {
        var reply = interactiveReply();
        return switch (type) {
            case "button" -> Map.of("text", body().path("text"));
            case "interactive" ->
                Map.of(
                        "title",
                        reply.path("title").isMissingNode() ? reply.path("name") : reply.path("title"),
                        "description",
                        reply.path("description"),
                        "text",
                        reply.path("body"));
            case "edit" -> Map.of("text", edited(body().path("message")));
            default -> Map.of();
        };
    }

    /** The new text, or the new words below a file. */
    private static JsonNode edited(JsonNode message) {
        var type = message.path("type").asText();
        return message.path(type).path(type.equals("text") ? "body" : "caption");
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
                text(body().path("caption"))
                        .or(() -> text(body().path("filename")))
                        .orElse(null)));
    }

    private MoContent location() {
        var place = body();
        return place.path("longitude").isNumber() && place.path("latitude").isNumber()
                ? new MoContent.Location(new MoContent.Place(
                        place.path("longitude").doubleValue(),
                        place.path("latitude").doubleValue(),
                        text(place.path("name")).orElse(null),
                        text(place.path("address")).orElse(null),
                        text(place.path("url")).orElse(null)))
                : new MoContent.Unknown();
    }

    /** A card that is no card leaves the others readable. */
    private MoContent contacts() {
        List<JsonNode> cards = new ArrayList<>();
        for (var told : body()) {
            try {
                cards.add(SnakeCase.card(told));
            } catch (JsonProcessingException e) {
                cards.add(told.path("name").isObject() ? SnakeCase.named(told.path("name")) : SnakeCase.nobody());
            }
        }
        return cards.isEmpty() ? new MoContent.Unknown() : new MoContent.Contacts(cards);
    }

    private MoContent reaction() {
        return known(text(body().path("message_id"))
                .map(id -> new MoContent.Reaction(
                        new MoContent.Emotion(id, text(body().path("emoji")).orElse("")))));
    }

    private JsonNode interactiveReply() {
        return body().path(body().path("type").asText());
    }

    private MoContent interactive() {
        var reply = interactiveReply();
        return switch (body().path("type").asText()) {
            case "button_reply", "list_reply" -> postback(reply.path("id"), reply.path("title"));
            case "nfm_reply" -> postback(reply.path("response_json"), reply.path("body"));
            default -> new MoContent.Unknown();
        };
    }

    /** Where Meta left the payload out, what the person read stands for it. */
    private static MoContent postback(JsonNode data, JsonNode caption) {
        return known(text(data).or(() -> text(caption)).map(MoContent.Postback::new));
    }

    private MoContent order() {
        List<MoContent.Order.Item> items = new ArrayList<>();
        for (var told : body().path("product_items")) {
            if (text(told.path("product_retailer_id")).isPresent()) {
                items.add(new MoContent.Order.Item(
                        told.path("product_retailer_id").textValue(),
                        told.path("quantity").asText("1"),
                        told.has("item_price") ? told.path("item_price").asText() : null,
                        text(told.path("currency")).orElse(null)));
            }
        }
        return new MoContent.Order(
                text(body().path("catalog_id")).orElse(null),
                text(body().path("text")).orElse(null),
                items);
    }

    private static MoContent known(Optional<? extends MoContent> content) {
        return content.<MoContent>map(known -> known).orElseGet(MoContent.Unknown::new);
    }

    private static Boolean truth(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : null;
    }
}
