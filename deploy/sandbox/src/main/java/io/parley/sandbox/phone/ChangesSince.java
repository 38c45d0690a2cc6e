package io.parley.sandbox.phone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.phone.ChatHistory.Chat;
import io.parley.sandbox.phone.ChatHistory.PhoneChats;
import io.parley.sandbox.web.Json;
import java.util.Optional;
import java.util.Set;

/**
 * What has changed since a version, for one reader: the messages of its phones, at most {@link #MAX_MESSAGES} for each
 * chat, and the newest phones of the list. A chat in which more has changed is sent with its newest messages, which replace
 * those that the reader has.
 */
record ChangesSince(ChatHistory history, PhoneReader reader, Set<PhoneId> phones, boolean listed, long version) {
    private static final int MAX_MESSAGES = 60;
    private static final int MAX_PHONES = 50;

    /** Returns whether something that has changed was evicted, so that the reader must read all again. */
    boolean isBehind() {
        return version < history.evictedVersion();
    }

    /** Returns the changes; an empty object if there are none for this reader. */
    ObjectNode json() {
        var list = Json.MAPPER.createArrayNode();
        var chats = Json.MAPPER.createArrayNode();
        for (var id : phones) {
            history.read(id, phone -> add(id, phone, list, chats));
        }
        if (listed) {
            addNewest(list);
        }
        var json = Json.MAPPER.createObjectNode();
        if (!list.isEmpty() || !chats.isEmpty()) {
            json.set("phones", list);
            json.set("chats", chats);
        }
        return json;
    }

    private void add(PhoneId id, Optional<PhoneChats> phone, ArrayNode list, ArrayNode chats) {
        if (phone.isEmpty()) {
            return;
        }
        if (phone.get().version > version) {
            list.add(reader.phone(phone.get()));
        }
        phone.get().chats.values().forEach(chat -> add(id, chat, chats));
    }

    private void add(PhoneId id, Chat chat, ArrayNode chats) {
        var changed = chat.messages.stream()
                .filter(message -> message.version > version)
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        var replaced = changed.size() > MAX_MESSAGES || chat.evictedVersion > version;
        var size = chat.messages.size();
        var json = chats.addObject()
                .put("channel", id.app().channel())
                .put("person", id.person())
                .put("business", chat.business)
                .put("replaces", replaced);
        PhoneReader.add(
                json.putArray("messages"),
                replaced ? chat.messages.subList(Math.max(0, size - MAX_MESSAGES), size) : changed);
    }

    /** Adds the other phones that have changed; the list is ordered by version. */
    private void addNewest(ArrayNode list) {
        history.readNewest(phone -> {
            if (phone.version > version && !phones.contains(phone.id)) {
                list.add(reader.phone(phone));
            }
            return phone.version > version && list.size() < MAX_PHONES;
        });
    }
}
