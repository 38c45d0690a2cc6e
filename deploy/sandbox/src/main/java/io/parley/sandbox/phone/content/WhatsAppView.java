package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.phone.ChatMessage;
import java.util.Set;

/** Reads WhatsApp messages in Meta's format: those of send calls, and those of persons in webhooks. */
record WhatsAppView(PhoneMessageView view, ChatMessage message) {
    private static final Set<String> FILES = Set.of("image", "video", "audio", "document", "sticker");

    void read(JsonNode content) {
        var type = content.path("type").asText("text");
        var body = content.path(type);
        view.kind(type);
        quote(content.path("context"));
        if (FILES.contains(type)) {
            file(type, body);
            return;
        }
        switch (type) {
            case "text" -> text(body);
            case "location" -> view.set("location", body);
            case "contacts" -> view.set("contacts", body);
            case "reaction" -> view.text(body.path("emoji").asText(""));
            case "template" -> new WhatsAppTemplateView(view, message.details().template(), replies()).read(body);
            case "interactive" -> interactive(body);
            case "button" -> view.kind("text").text(body.path("text").asText());
            case "order" -> order(body);
            default -> view.kind("unsupported");
        }
    }

    private WhatsAppReplies replies() {
        return new WhatsAppReplies(message.business(), message.id());
    }

    /** Send calls name the message {@code message_id}, webhooks {@code id}. */
    private void quote(JsonNode context) {
        var quoted = context.path("message_id").asText(context.path("id").asText(""));
        if (!quoted.isEmpty()) {
            view.json().put("quotes", quoted);
        }
    }

    private void text(JsonNode body) {
        view.text(body.path("body").asText());
        if (body.path("preview_url").asBoolean()) {
            view.json().put("showsLinkPreview", true);
        }
    }

    private void file(String type, JsonNode body) {
        view.file(file(type, body, body.path("filename").asText(null)));
        view.text(body.path("caption").asText(""));
        if (body.path("voice").asBoolean()) {
            view.json().put("voice", true);
        }
    }

    static ShownFile file(String type, JsonNode body, String name) {
        return new ShownFile(
                type, body.path("id").asText(null), body.path("link").asText(null), name);
    }

    private void interactive(JsonNode interactive) {
        var type = interactive.path("type").asText();
        if (type.endsWith("_reply")) {
            reply(type, interactive.path(type));
            return;
        }
        header(interactive.path("header"));
        view.text(interactive.at("/body/text").asText(""));
        view.footer(interactive.at("/footer/text").asText(""));
        view.json().put("interactive", type);
        new WhatsAppInteractiveView(view, replies()).read(type, interactive.path("action"));
    }

    private void header(JsonNode header) {
        var type = header.path("type").asText("");
        if (type.equals("text")) {
            view.header(header.path("text").asText());
        } else if (FILES.contains(type)) {
            var file = header.path(type);
            view.file(file(type, file, file.path("filename").asText(null)));
        }
    }

    /** The answer of a person to an interactive message. */
    private void reply(String type, JsonNode reply) {
        view.kind("text");
        switch (type) {
            case "nfm_reply" -> {
                view.kind("form").text(reply.path("body").asText("Sent"));
                view.set("response", reply.path("response_json"));
            }
            case "call_permission_reply" ->
                view.text(
                        reply.path("response").asText().equals("accept") ? "Calls are allowed" : "Calls are declined");
            default -> {
                view.text(reply.path("title").asText());
                if (reply.hasNonNull("description")) {
                    view.footer(reply.path("description").asText());
                }
            }
        }
    }

    private void order(JsonNode order) {
        view.text(order.path("text").asText(""));
        view.set("order", order.path("product_items"));
    }
}
