package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.web.Json;

/** Reads contents in the format of Viber's partner. */
record ViberPartnerView(PhoneMessageView view) {

    void read(JsonNode content) {
        var type = content.path("type").asText("TEXT");
        view.text(content.path("text").asText(""));
        switch (type) {
            case "TEXT" -> view.kind("text");
            case "IMAGE" -> file("image", content);
            case "VIDEO" -> file("video", content);
            case "FILE" -> file("document", content);
            case "LIST" -> content.path("options").forEach(option -> option(option.asText()));
            case "CAROUSEL" -> content.path("cards").forEach(this::card);
            case "OTP_TEMPLATE" -> view.kind("template").text(content.path("id").asText());
            case "LOCATION" -> view.kind("location").set("location", content);
            default -> view.kind("unsupported");
        }
        button(content.path("button"));
    }

    private void file(String kind, JsonNode content) {
        view.kind(kind)
                .file(new ShownFile(
                        kind,
                        null,
                        content.path("mediaUrl").asText(content.path("url").asText(null)),
                        content.path("fileName").asText(null)));
    }

    private void option(String option) {
        view.kind("list");
        view.action(ShownAction.reply(
                option, Json.MAPPER.createObjectNode().put("text", option).put("type", "TEXT")));
    }

    private void card(JsonNode content) {
        view.kind("carousel");
        var card = view.card()
                .file(new ShownFile("image", null, content.path("mediaUrl").asText(null), null));
        card.text(content.path("text").asText(""));
        for (var button : content.path("buttons")) {
            card.action(url(button));
        }
    }

    private void button(JsonNode button) {
        if (button.isObject()) {
            view.action(url(button));
        }
    }

    private static ShownAction url(JsonNode button) {
        return ShownAction.of(
                "url", button.path("title").asText(""), button.path("action").asText(null));
    }
}
