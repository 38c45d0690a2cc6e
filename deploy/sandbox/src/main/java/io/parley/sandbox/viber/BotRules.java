package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Viber's validation of send_message, by its documents of send_message, keyboards and rich media. */
final class BotRules {
    private static final int MAX_BODY_BYTES = 30 * 1024;
    private static final int MAX_TEXT = 7000;
    private static final int MAX_VIDEO_BYTES = 26 * 1024 * 1024;
    private static final int MAX_FILE_BYTES = 50 * 1024 * 1024;
    private static final int API_WITH_RICH_MEDIA = 7;

    /** Maximum text length by message type. Viber's pages differ for pictures, from 512 on; this is the max. */
    private static final Map<String, Integer> MAX_TEXTS = Map.of("picture", 768);

    private static final int MAX_NAME = 28;
    private static final int MAX_TRACKING_DATA = 4000;
    private static final int MAX_URL = 2000;
    private static final int MAX_FILE_NAME = 256;
    private static final int MAX_BUTTON_TEXT = 250;

    /** Required members by message type. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "text", List.of("text"),
            "picture", List.of("media"),
            "video", List.of("media", "size"),
            "file", List.of("media", "size", "file_name"),
            "contact", List.of("contact"),
            "location", List.of("location"),
            "url", List.of("media"),
            "sticker", List.of("sticker_id"),
            "rich_media", List.of("rich_media"));

    private static final Set<String> ACTIONS = Set.of("reply", "open-url", "location-picker", "share-phone", "none");

    private BotRules() {}

    static Optional<BotError> check(byte[] body, JsonNode message) {
        var type = message.path("type").asText();
        if (!message.isObject()
                || body.length > MAX_BODY_BYTES
                || !message.path("type").isTextual()) {
            return BotError.of(3);
        }
        return missing(message, List.of("receiver", "type"))
                .or(() -> missing(message.path("sender"), List.of("name")))
                .or(() -> REQUIRED.containsKey(type) ? Optional.empty() : BotError.of(3))
                .or(() -> missing(message, REQUIRED.get(type)))
                .or(() -> isValid(message, type) ? Optional.empty() : BotError.of(3));
    }

    private static Optional<BotError> missing(JsonNode object, List<String> members) {
        return members.stream()
                .filter(member -> RequiredMembers.isMissing(object.path(member)))
                .findFirst()
                .flatMap(BotError::missing);
    }

    private static boolean isValid(JsonNode message, String type) {
        return isAtMost(message.path("text"), MAX_TEXTS.getOrDefault(type, MAX_TEXT))
                && isAtMost(message.at("/sender/name"), MAX_NAME)
                && isAtMost(message.path("tracking_data"), MAX_TRACKING_DATA)
                && isContent(message, type)
                && (!message.has("media") || isUrl(message.path("media")))
                && (!type.equals("video") || isSize(message.path("size"), MAX_VIDEO_BYTES))
                && (!type.equals("file") || isSize(message.path("size"), MAX_FILE_BYTES))
                && (!message.has("keyboard") || isKeyboard(message.path("keyboard")))
                && (!type.equals("rich_media") || isRichMedia(message));
    }

    private static boolean isAtMost(JsonNode text, int max) {
        var value = text.asText();
        return value.codePointCount(0, value.length()) <= max;
    }

    /** Returns whether the members of this type are valid. */
    private static boolean isContent(JsonNode message, String type) {
        return switch (type) {
            case "file" -> isFileName(message.path("file_name"));
            case "contact" ->
                !RequiredMembers.isMissing(message.at("/contact/name"))
                        && !RequiredMembers.isMissing(message.at("/contact/phone_number"));
            case "location" -> isWithin(message.at("/location/lat"), 90) && isWithin(message.at("/location/lon"), 180);
            case "sticker" -> message.path("sticker_id").isIntegralNumber();
            default -> true;
        };
    }

    /** Requires an extension, by which the phone opens the file. */
    private static boolean isFileName(JsonNode name) {
        return isAtMost(name, MAX_FILE_NAME) && name.asText().matches(".+\\.[^.]+");
    }

    private static boolean isWithin(JsonNode number, int bound) {
        try {
            return Math.abs(Double.parseDouble(number.asText())) <= bound;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isUrl(JsonNode value) {
        return value.asText().matches("https?://.+") && isAtMost(value, MAX_URL);
    }

    private static boolean isSize(JsonNode size, int max) {
        return size.isIntegralNumber() && size.asLong() > 0 && size.asLong() <= max;
    }

    private static boolean isKeyboard(JsonNode keyboard) {
        return keyboard.path("Type").asText().equals("keyboard") && areButtons(keyboard.path("Buttons"), 2);
    }

    /** Allows at most six cards, all of them full: the buttons' cells add up to whole cards. */
    private static boolean isRichMedia(JsonNode message) {
        var media = message.path("rich_media");
        var columns = media.path("ButtonsGroupColumns").asInt(6);
        var rows = media.path("ButtonsGroupRows").asInt(7);
        var filled = 0;
        for (var button : media.path("Buttons")) {
            filled += button.path("Columns").asInt(6) * button.path("Rows").asInt(1);
        }
        return message.path("min_api_version").asInt(1) >= API_WITH_RICH_MEDIA
                && media.path("Type").asText().equals("rich_media")
                && areButtons(media.path("Buttons"), rows)
                && filled % (columns * rows) == 0
                && filled / (columns * rows) <= 6;
    }

    private static boolean areButtons(JsonNode buttons, int maxRows) {
        for (var button : buttons) {
            var action = button.path("ActionType").asText("reply");
            if (!ACTIONS.contains(action)
                    || RequiredMembers.isMissing(button.path("ActionBody"))
                    || !isAtMost(button.path("Text"), MAX_BUTTON_TEXT)
                    || button.path("Rows").asInt(1) > maxRows
                    || button.path("Columns").asInt(6) > 6) {
                return false;
            }
        }
        return buttons.isArray() && !buttons.isEmpty();
    }
}
