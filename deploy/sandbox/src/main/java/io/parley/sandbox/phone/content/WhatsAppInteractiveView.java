package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the actions of interactive messages. */
record WhatsAppInteractiveView(PhoneMessageView view, WhatsAppReplies replies) {

    void read(String type, JsonNode action) {
        switch (type) {
            case "button" -> action.path("buttons").forEach(this::button);
            case "list" -> list(action);
            case "cta_url" ->
                view.action(ShownAction.of("url", label(action, "Open"), text(action, "/parameters/url")));
            case "product" -> product(action.path("catalog_id").asText(), action.path("product_retailer_id"), null);
            case "product_list" -> products(action);
            case "catalog_message" -> view.action(ShownAction.of("catalog", "View catalog", null));
            case "flow" -> {
                view.set("flow", action.path("parameters"));
                view.action(
                        ShownAction.of("flow", action.at("/parameters/flow_cta").asText("Open"), null));
            }
            case "location_request_message" -> view.action(ShownAction.of("location", "Send location", null));
            case "address_message" -> address(action.path("parameters"));
            case "voice_call" -> view.action(ShownAction.of("call", label(action, "Call now"), null));
            case "call_permission_request" -> {
                view.action(ShownAction.reply("Allow", replies.callPermission(true)));
                view.action(ShownAction.reply("Don't allow", replies.callPermission(false)));
            }
            case "contact_request", "request_contact_info" ->
                view.action(ShownAction.of("contact", "Share contact", null));
            case "carousel" -> action.path("cards").forEach(this::card);
            default -> view.json().put("unsupported", true);
        }
    }

    private static String label(JsonNode action, String standard) {
        return action.at("/parameters/display_text").asText(standard);
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText(null);
    }

    private void button(JsonNode button) {
        var reply = button.path("reply");
        var title = reply.path("title").asText();
        view.action(ShownAction.reply(title, replies.button(reply.path("id").asText(), title)));
    }

    private void list(JsonNode action) {
        view.json().put("listButton", action.path("button").asText());
        for (var section : action.path("sections")) {
            for (var row : section.path("rows")) {
                view.action(new ShownAction(
                        "row",
                        row.path("title").asText(),
                        row.path("description").asText(null),
                        section.path("title").asText(null),
                        null,
                        replies.row(row)));
            }
        }
    }

    private void products(JsonNode action) {
        view.json().put("listButton", "View items");
        for (var section : action.path("sections")) {
            for (var item : section.path("product_items")) {
                product(
                        action.path("catalog_id").asText(),
                        item.path("product_retailer_id"),
                        section.path("title").asText(null));
            }
        }
    }

    private void product(String catalog, JsonNode id, String section) {
        var product = id.asText();
        view.action(new ShownAction("product", product, null, section, product, replies.order(catalog, product)));
    }

    private void address(JsonNode parameters) {
        view.set("address", parameters);
        view.action(ShownAction.of(
                "address", "Provide address", parameters.path("country").asText()));
    }

    /** A card of an interactive carousel: header, body, and a button. */
    private void card(JsonNode content) {
        var card = view.card();
        var header = content.path("header");
        var type = header.path("type").asText("");
        if (header.path(type).isObject()) {
            card.file(WhatsAppView.file(type, header.path(type), null));
        }
        card.text(content.at("/body/text").asText(""));
        var action = content.path("action");
        if (action.has("buttons")) {
            action.path("buttons").forEach(button -> {
                var title = button.at("/reply/title")
                        .asText(button.at("/quick_reply/title").asText());
                var id = button.at("/reply/id")
                        .asText(button.at("/quick_reply/id").asText());
                card.action(ShownAction.reply(title, replies.button(id, title)));
            });
        } else {
            card.action(ShownAction.of("url", label(action, "Open"), text(action, "/parameters/url")));
        }
    }
}
