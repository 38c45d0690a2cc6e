package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;

/** Reads messages of Viber's bot API. */
record ViberBotView(PhoneMessageView view) {
    private static final int COLUMNS = 6;
    private static final int ROWS = 7;

    void read(JsonNode content) {
        var type = content.path("type").asText("text");
        view.kind(type).text(content.path("text").asText(""));
        switch (type) {
            case "text" -> {}
            case "picture" -> file("image", content);
            case "video" -> file("video", content);
            case "file" -> file("document", content);
            case "url" -> view.text(content.path("media").asText()).json().put("showsLinkPreview", true);
            case "sticker" -> view.set("sticker", content.path("sticker_id"));
            case "contact" -> view.set("contact", content.path("contact"));
            case "location" -> view.set("location", location(content.path("location")));
            case "rich_media" -> cards(content);
            default -> view.kind("unsupported");
        }
        for (var button : content.at("/keyboard/Buttons")) {
            view.keyboard(action(button, content));
        }
    }

    private void file(String kind, JsonNode content) {
        view.kind(kind)
                .file(new ShownFile(
                        kind,
                        null,
                        content.path("media").asText(null),
                        content.path("file_name").asText(null)));
        view.set("seconds", content.path("duration"));
    }

    private static JsonNode location(JsonNode place) {
        return Json.MAPPER
                .createObjectNode()
                .put("latitude", place.path("lat").asDouble())
                .put("longitude", place.path("lon").asDouble());
    }

    /** Fills cards of columns and rows with the tiles, in order. */
    private void cards(JsonNode content) {
        view.kind("carousel");
        var media = content.path("rich_media");
        var cells = media.path("ButtonsGroupColumns").asInt(COLUMNS)
                * media.path("ButtonsGroupRows").asInt(ROWS);
        var free = 0;
        PhoneMessageView.CardView card = null;
        for (var tile : media.path("Buttons")) {
            if (card == null || free <= 0) {
                card = view.card();
                free = cells;
            }
            free -= tile.path("Columns").asInt(COLUMNS) * tile.path("Rows").asInt(1);
            tile(card, tile, content);
        }
    }

    private void tile(PhoneMessageView.CardView card, JsonNode tile, JsonNode content) {
        if (tile.hasNonNull("Image")) {
            card.file(new ShownFile("image", null, tile.path("Image").asText(), null));
        }
        if (tile.path("ActionType").asText("reply").equals("none")) {
            card.text(plain(tile.path("Text").asText("")));
        } else {
            card.action(action(tile, content));
        }
    }

    private static ShownAction action(JsonNode button, JsonNode content) {
        var body = button.path("ActionBody").asText("");
        var text = plain(button.path("Text").asText(""));
        var label = text.isEmpty() ? "Open" : text;
        return switch (button.path("ActionType").asText("reply")) {
            case "reply" -> ShownAction.reply(text.isEmpty() ? body : text, reply(body, content));
            case "open-url" -> ShownAction.of("url", label, body);
            case "location-picker" -> ShownAction.of("location", label, null);
            case "share-phone" -> ShownAction.of("contact", label, null);
            default -> ShownAction.of("none", label, null);
        };
    }

    /** Viber returns the tracking data of the message with the next message of the person. */
    private static ObjectNode reply(String text, JsonNode content) {
        var reply = Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
        if (content.hasNonNull("tracking_data")) {
            reply.set("tracking_data", content.get("tracking_data"));
        }
        return reply;
    }

    /** Returns the text of Viber's subset of HTML. */
    private static String plain(String html) {
        return html.replaceAll("(?i)<br\\s*/?>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
