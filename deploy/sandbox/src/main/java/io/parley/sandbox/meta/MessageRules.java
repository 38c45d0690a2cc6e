package io.parley.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Meta refuses in the answer to a send: missing and impossible parameters. */
final class MessageRules {

    private static final Set<String> MEDIA = Set.of("image", "video", "document", "audio", "sticker");
    private static final Map<String, String[]> REQUIRED = Map.of(
            "text", new String[] {"body"},
            "location", new String[] {"latitude", "longitude"},
            "reaction", new String[] {"message_id"},
            "interactive", new String[] {"type", "action"},
            "template", new String[] {"name", "language"});
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LONGEST_OPAQUE = 512;

    private MessageRules() {}

    static String type(JsonNode message) {
        return message.path("type").asText("text");
    }

    static Optional<GraphError> check(JsonNode message, double version) {
        if (!message.isObject()) {
            return Optional.of(GraphError.badParameter("The request body is not a JSON object"));
        }
        if (!message.path("messaging_product").asText().equals("whatsapp")) {
            return Optional.of(GraphError.required("messaging_product"));
        }
        if (version >= 25 && !message.has("recipient_type")) {
            return Optional.of(GraphError.required("recipient_type"));
        }
        if (message.path("to").asText().isEmpty()
                && message.path("recipient").asText().isEmpty()) {
            return Optional.of(GraphError.required("to"));
        }
        if (message.path("biz_opaque_callback_data").asText().length() > LONGEST_OPAQUE) {
            return Optional.of(GraphError.badParameter("Param biz_opaque_callback_data is too long"));
        }
        return content(message, type(message));
    }

    private static Optional<GraphError> content(JsonNode message, String type) {
        var content = message.path(type);
        if (type.equals("contacts")) {
            return content.isArray() && !content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(GraphError.required("contacts"));
        }
        if (!MEDIA.contains(type) && !REQUIRED.containsKey(type)) {
            return Optional.of(GraphError.badParameter("Param type must be one of the message types, not " + type));
        }
        if (!content.isObject()) {
            return Optional.of(GraphError.required(type));
        }
        return MEDIA.contains(type) ? media(type, content) : fields(type, content);
    }

    private static Optional<GraphError> media(String type, JsonNode content) {
        if (content.has("id") == content.has("link")) {
            return Optional.of(GraphError.of(131008, "Exactly one of id and link is required in " + type));
        }
        if (content.path("caption").asText().length() > LONGEST_CAPTION) {
            return Optional.of(
                    GraphError.badParameter("Param " + type + "['caption'] must be at most 1024 characters"));
        }
        return Optional.empty();
    }

    private static Optional<GraphError> fields(String type, JsonNode content) {
        for (var name : REQUIRED.get(type)) {
            var value = content.path(name);
            if (value.isMissingNode() || value.isTextual() && value.asText().isEmpty()) {
                return Optional.of(GraphError.required(type + "['" + name + "']"));
            }
        }
        if (type.equals("text") && content.path("body").asText().length() > LONGEST_TEXT) {
            return Optional.of(GraphError.badParameter("Param text['body'] must be at most 4096 characters long."));
        }
        if (type.equals("template")
                && content.path("language").path("code").asText().isEmpty()) {
            return Optional.of(GraphError.required("template['language']['code']"));
        }
        return Optional.empty();
    }
}
