package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as an app shows it, the same for all channels: kind, header, text, footer, file, cards, actions. Actions and
 * files are numbered in the order in which they are added, also those of cards.
 */
public final class PhoneMessageView {
    private static final int MAX_ITEMS = 200;

    private final ObjectNode json = Json.MAPPER.createObjectNode();
    private final List<ShownAction> actions = new ArrayList<>();
    private final List<ShownFile> files = new ArrayList<>();

    PhoneMessageView() {}

    /** Reads a message; content that cannot be read is shown as unsupported. */
    public static PhoneMessageView of(ChatMessage message) {
        var view = new PhoneMessageView();
        if (message.phone().app() == PhoneApp.SMS) {
            view.kind("text").text(new String(message.body(), StandardCharsets.UTF_8));
            if (message.details().encoding() != null) {
                view.json.put("encoding", message.details().encoding());
                view.json.put("segments", message.details().segments());
            }
            return view;
        }
        var content = Json.parse(message.body());
        switch (message.phone().app()) {
            case WHATSAPP -> new WhatsAppView(view, message).read(content);
            case VIBER -> new ViberBotView(view).read(content);
            case VIBER_PARTNER -> new ViberPartnerView(view).read(content);
            default -> throw new IllegalStateException("a short message is text");
        }
        return view;
    }

    public ObjectNode json() {
        return json;
    }

    /** Returns the files in order. */
    public List<ShownFile> files() {
        return files;
    }

    /** Returns the message that a tap sends, in the provider's format; empty if the action sends none. */
    public Optional<ObjectNode> reply(int action) {
        return action < 0 || action >= actions.size()
                ? Optional.empty()
                : Optional.ofNullable(actions.get(action).reply());
    }

    /** Returns the number of the first action with this label, or -1. */
    public int actionOf(String label) {
        for (var i = 0; i < actions.size(); i++) {
            if (actions.get(i).label().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns an action that sends no message: its kind, label and value. */
    public ObjectNode action(int number) {
        var action = actions.get(number);
        var shown = Json.MAPPER.createObjectNode().put("kind", action.kind()).put("label", action.label());
        return action.value() == null ? shown : shown.put("value", action.value());
    }

    /** Returns the labels of the actions, for an error message. */
    public List<String> labels() {
        return actions.stream().map(ShownAction::label).toList();
    }

    /** Returns one line for the list of chats: the text, or the kind. */
    public String summary() {
        var text = json.path("text").asText("");
        if (!text.isEmpty()) {
            return text.lines().findFirst().orElse("");
        }
        var kind = json.path("kind").asText("");
        return kind.isEmpty() ? "" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    PhoneMessageView kind(String kind) {
        json.put("kind", kind);
        return this;
    }

    PhoneMessageView text(String text) {
        if (text != null && !text.isEmpty()) {
            json.put("text", text);
        }
        return this;
    }

    PhoneMessageView footer(String text) {
        if (text != null && !text.isEmpty()) {
            json.put("footer", text);
        }
        return this;
    }

    PhoneMessageView header(String text) {
        if (text != null && !text.isEmpty()) {
            json.put("header", text);
        }
        return this;
    }

    /** Sets a member that is specific to a content. */
    void set(String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            json.set(name, value);
        }
    }

    void file(ShownFile file) {
        json.set("file", add(file));
    }

    /** Adds an action below the text. */
    void action(ShownAction action) {
        add(list("actions"), action);
    }

    /** Adds an action below the chat (Viber's keyboard). */
    void keyboard(ShownAction action) {
        add(list("keyboard"), action);
    }

    private ArrayNode list(String name) {
        return json.get(name) instanceof ArrayNode array ? array : json.putArray(name);
    }

    private void add(ArrayNode list, ShownAction action) {
        if (list.size() >= MAX_ITEMS) {
            return;
        }
        var one = list.addObject()
                .put("action", actions.size())
                .put("kind", action.kind())
                .put("label", action.label());
        if (action.description() != null) {
            one.put("description", action.description());
        }
        if (action.section() != null) {
            one.put("section", action.section());
        }
        if (action.value() != null) {
            one.put("value", action.value());
        }
        actions.add(action);
    }

    private ObjectNode add(ShownFile file) {
        var shown = Json.MAPPER.createObjectNode().put("file", files.size()).put("kind", file.kind());
        if (file.name() != null) {
            shown.put("name", file.name());
        }
        if (file.link() != null) {
            shown.put("link", file.link());
        }
        files.add(file);
        return shown;
    }

    /** Adds a card of a carousel. */
    CardView card() {
        return new CardView(list("cards").addObject());
    }

    /** A card: a file, a text, and actions. */
    final class CardView {
        private final ObjectNode card;

        private CardView(ObjectNode card) {
            this.card = card;
        }

        CardView file(ShownFile file) {
            card.set("file", add(file));
            return this;
        }

        CardView text(String text) {
            if (text != null && !text.isEmpty()) {
                var before = card.path("text").asText("");
                card.put("text", before.isEmpty() ? text : before + "\n" + text);
            }
            return this;
        }

        CardView action(ShownAction action) {
            add(card.get("actions") instanceof ArrayNode array ? array : card.putArray("actions"), action);
            return this;
        }
    }
}
