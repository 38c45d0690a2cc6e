package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;

/** Writes what a person enters in WhatsApp as a message in the format of Meta's webhooks. */
public final class WhatsAppComposer {
    private WhatsAppComposer() {}

    /**
     * Writes a message.
     *
     * @param input see {@code PhoneInput} in the OpenAPI document
     * @param quotedFrom sender of the message that {@code input} quotes
     */
    public static ObjectNode message(JsonNode input, String quotedFrom) {
        var type = input.path("type").asText("text");
        var message = Json.MAPPER.createObjectNode();
        switch (type) {
            case "text" -> content(message, "text").put("body", required(input, "text"));
            case "image", "video", "audio", "document", "sticker" -> file(content(message, type), type, input);
            case "location" -> location(content(message, type), input);
            case "contact" -> contact(message, input);
            case "reaction" ->
                content(message, type)
                        .put("message_id", required(input, "message"))
                        .put("emoji", input.path("emoji").asText(""));
            case "edit" -> edit(content(message, type), input);
            case "revoke" -> content(message, type).put("original_message_id", required(input, "message"));
            case "order" -> order(content(message, type), input);
            case "address" -> address(content(message, "interactive"), input);
            default ->
                throw new IllegalArgumentException(
                        "type must be text, image, video, audio, document, sticker, location,"
                                + " contact, reaction, edit, revoke, order or address");
        }
        if (input.hasNonNull("quote")) {
            message.putObject("context")
                    .put("from", quotedFrom)
                    .put("id", input.path("quote").asText());
        }
        return message;
    }

    private static ObjectNode content(ObjectNode message, String type) {
        return message.put("type", type).putObject(type);
    }

    static String required(JsonNode input, String name) {
        var value = input.path(name).asText("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is required");
        }
        return value;
    }

    private static void file(ObjectNode content, String type, JsonNode input) {
        content.put("id", required(input, "file"));
        if (input.hasNonNull("text") && !type.equals("audio") && !type.equals("sticker")) {
            content.put("caption", input.path("text").asText());
        }
        if (type.equals("document") && input.hasNonNull("name")) {
            content.put("filename", input.path("name").asText());
        }
        if (type.equals("audio")) {
            content.put("voice", input.path("voice").asBoolean());
        }
    }

    private static void location(ObjectNode content, JsonNode input) {
        content.put("latitude", number(input, "latitude", 90)).put("longitude", number(input, "longitude", 180));
        for (var member : new String[] {"name", "address"}) {
            if (input.hasNonNull(member)) {
                content.put(member, input.path(member).asText());
            }
        }
    }

    static double number(JsonNode input, String name, int bound) {
        var value = input.path(name);
        if (!value.isNumber() || Math.abs(value.asDouble()) > bound) {
            throw new IllegalArgumentException(name + " must be a number from -" + bound + " to " + bound);
        }
        return value.asDouble();
    }

    private static void contact(ObjectNode message, JsonNode input) {
        var name = required(input, "name");
        var phone = required(input, "phone");
        var card = message.put("type", "contacts").putArray("contacts").addObject();
        card.putObject("name").put("formatted_name", name).put("first_name", name);
        card.putArray("phones")
                .addObject()
                .put("phone", phone)
                .put("wa_id", phone.replaceAll("\\D", ""))
                .put("type", "CELL");
    }

    private static void edit(ObjectNode content, JsonNode input) {
        content.put("original_message_id", required(input, "message"))
                .putObject("message")
                .put("type", "text")
                .putObject("text")
                .put("body", required(input, "text"));
    }

    private static void order(ObjectNode content, JsonNode input) {
        if (!input.path("items").isArray() || input.path("items").isEmpty()) {
            throw new IllegalArgumentException("items must be an array of products");
        }
        content.put("catalog_id", input.path("catalog").asText(""))
                .put("text", input.path("text").asText(""));
        var items = content.putArray("product_items");
        for (var item : input.path("items")) {
            items.addObject()
                    .put("product_retailer_id", required(item, "product"))
                    .put("quantity", item.path("quantity").asInt(1))
                    .put("item_price", item.path("price").asDouble(10))
                    .put("currency", item.path("currency").asText("EUR"));
        }
    }

    /** The completed form of an address request. */
    private static void address(ObjectNode content, JsonNode input) {
        if (!(input.get("values") instanceof ObjectNode values)) {
            throw new IllegalArgumentException("values must be an object");
        }
        var response = Json.MAPPER.createObjectNode();
        response.set("values", values);
        var lines = values.valueStream().map(JsonNode::asText).toList();
        content.put("type", "nfm_reply")
                .putObject("nfm_reply")
                .put("name", "address_message")
                .put("body", String.join("\n", lines))
                .put("response_json", response.toString());
    }
}
