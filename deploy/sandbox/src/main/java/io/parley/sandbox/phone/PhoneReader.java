package io.parley.sandbox.phone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.phone.ChatHistory.Chat;
import io.parley.sandbox.phone.ChatHistory.PhoneChats;
import io.parley.sandbox.phone.OperatedPhone.Switches;
import io.parley.sandbox.phone.content.PhoneMessageView;
import io.parley.sandbox.web.Json;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads phones, chats and messages as JSON, for the API and the stream. */
public final class PhoneReader {
    private static final int MAX_PREVIEW = 80;
    /** Times of equal length, so that their texts have the order of the times. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private final ChatHistory history;
    private final Function<PhoneId, Optional<OperatedPhone>> operated;

    PhoneReader(ChatHistory history, Function<PhoneId, Optional<OperatedPhone>> operated) {
        this.history = history;
        this.operated = operated;
    }

    /**
     * Returns phones, the last changed first.
     *
     * @param channel null for all
     */
    public ObjectNode phones(String channel, int limit) {
        var json = Json.MAPPER.createObjectNode();
        var list = json.put("version", history.version()).putArray("phones");
        history.readNewest(phone -> {
            if (channel == null || phone.id.app().channel().equals(channel)) {
                list.add(phone(phone));
            }
            return list.size() < limit;
        });
        return json;
    }

    /** Returns a phone with its chats; it need not have any. */
    public ObjectNode phone(PhoneId id) {
        var json = describe(id);
        history.read(
                id,
                phone -> addChats(
                        json,
                        phone.stream()
                                .flatMap(found -> found.chats.values().stream())
                                .toList()));
        return json;
    }

    ObjectNode phone(PhoneChats phone) {
        var json = describe(phone.id);
        addChats(json, List.copyOf(phone.chats.values()));
        return json;
    }

    private ObjectNode describe(PhoneId id) {
        var phone = operated.apply(id);
        var state = phone.map(OperatedPhone::switches).orElse(Switches.AUTOMATIC);
        var json = Json.MAPPER
                .createObjectNode()
                .put("channel", id.app().channel())
                .put("person", id.person())
                .put("manual", state.manual())
                .put("online", state.online())
                .put("clockAheadSeconds", state.clockAheadSeconds())
                .put("waiting", phone.map(OperatedPhone::waiting).orElse(0));
        var blocked = json.putArray("blocked");
        state.blocked().stream().sorted().forEach(blocked::add);
        return json;
    }

    /** Adds the chats, the newest first. */
    private static void addChats(ObjectNode json, List<Chat> chats) {
        var list = json.putArray("chats");
        for (var chat : chats.reversed()) {
            var last = chat.messages.getLast();
            list.addObject()
                    .put("business", chat.business)
                    .put("unread", chat.unread)
                    .put("at", TIME.format(last.at()))
                    .put("fromPerson", last.isFromPerson())
                    .put("preview", preview(last))
                    .put("typing", chat.typing != null);
        }
    }

    private static String preview(ChatMessage message) {
        if (message.revoked) {
            return "";
        }
        var text = message.editedText == null ? PhoneMessageView.of(message).summary() : message.editedText;
        return text.codePointCount(0, text.length()) <= MAX_PREVIEW
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_PREVIEW));
    }

    /**
     * Returns the newest messages of a chat, in the order of their arrival.
     *
     * @param business null for all messages of the phone
     * @param before id of a message: only those that arrived before it, none if it is no longer kept; null for the newest
     */
    public ObjectNode messages(PhoneId id, String business, String before, int limit) {
        var json = Json.MAPPER.createObjectNode().put("version", history.version());
        history.read(id, phone -> {
            var found = phone.stream()
                    .flatMap(chats -> chats.chats.values().stream())
                    .filter(chat -> business == null || chat.business.equals(business))
                    .flatMap(chat -> chat.messages.stream())
                    .sorted(Comparator.comparing(ChatMessage::at))
                    .toList();
            var end = before == null ? found.size() : indexOf(before, found);
            var start = Math.max(0, end - limit);
            json.put("hasEarlier", start > 0);
            add(json.putArray("messages"), found.subList(start, end));
        });
        return json;
    }

    /** Returns 0 for an unknown id: what arrived before it was evicted before it. */
    private static int indexOf(String id, List<ChatMessage> messages) {
        var index = 0;
        while (index < messages.size() && !messages.get(index).id().equals(id)) {
            index++;
        }
        return index == messages.size() ? 0 : index;
    }

    static void add(ArrayNode list, List<ChatMessage> messages) {
        messages.forEach(message -> list.add(message(message)));
    }

    /** Returns a message as its app shows it, with its state. */
    public static ObjectNode message(ChatMessage message) {
        var json = Json.MAPPER
                .createObjectNode()
                .put("id", message.id())
                .put("business", message.business())
                .put("fromPerson", message.isFromPerson())
                .put("at", TIME.format(message.at()))
                .put("status", message.status);
        json.put("error", message.error);
        json.put("personReaction", message.personReaction);
        json.put("businessReaction", message.businessReaction);
        json.put("revoked", message.revoked);
        json.put("editedText", message.editedText);
        json.setAll(PhoneMessageView.of(message).json());
        return json;
    }
}
