package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.util.Map;

/** Writes what a person enters in Viber as a message in the formats of the webhooks. */
public final class ViberComposer {
    private static final Map<String, String> FILES =
            Map.of("image", "picture", "video", "video", "document", "file", "audio", "file");

    private ViberComposer() {}

    /** Writes a message to a bot. */
    public static ObjectNode toBot(JsonNode input) {
        var type = input.path("type").asText("text");
        var message = Json.MAPPER.createObjectNode();
        if (FILES.containsKey(type)) {
            message.put("type", FILES.get(type)).put("media", WhatsAppComposer.required(input, "file"));
            copy(input, "text", message, "text");
            copy(input, "name", message, "file_name");
            copy(input, "size", message, "size");
            return message;
        }
        switch (type) {
            case "text" -> message.put("type", "text").put("text", WhatsAppComposer.required(input, "text"));
            case "sticker" ->
                message.put("type", "sticker")
                        .put("sticker_id", input.path("sticker").asInt(40102));
            case "location" ->
                message.put("type", "location")
                        .putObject("location")
                        .put("lat", WhatsAppComposer.number(input, "latitude", 90))
                        .put("lon", WhatsAppComposer.number(input, "longitude", 180));
            case "contact" ->
                message.put("type", "contact")
                        .putObject("contact")
                        .put("name", WhatsAppComposer.required(input, "name"))
                        .put("phone_number", WhatsAppComposer.required(input, "phone"));
            default ->
                throw new IllegalArgumentException(
                        "type must be text, image, video, audio, document, sticker, location or contact");
        }
        return message;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String target) {
        if (from.hasNonNull(name)) {
            to.set(target, from.get(name));
        }
    }

    /** Writes a message to a service of the partner, which passes texts and files. */
    public static ObjectNode toPartner(JsonNode input) {
        var type = input.path("type").asText("text");
        var message = Json.MAPPER.createObjectNode();
        if (type.equals("text")) {
            return message.put("text", WhatsAppComposer.required(input, "text")).put("type", "TEXT");
        }
        if (!FILES.containsKey(type)) {
            throw new IllegalArgumentException("type must be text, image, video, audio or document");
        }
        message.put("type", "FILE").put("url", WhatsAppComposer.required(input, "file"));
        copy(input, "text", message, "text");
        copy(input, "name", message, "fileName");
        return message;
    }
}
