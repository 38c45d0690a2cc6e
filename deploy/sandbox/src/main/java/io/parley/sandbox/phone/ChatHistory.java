package io.parley.sandbox.phone;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The chats of all phones, bounded: the least recently changed messages are evicted. Each change
 * increases the version, and a message has the version of its last change; so what a reader has missed can be found without
 * a buffer of events. Thread-safe.
 */
final class ChatHistory {
    private static final int MAX_MESSAGES = 5_000;
    private static final int MAX_PER_CHAT = 200;
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final int MAX_TYPING = 1_000;

    private final Map<String, ChatMessage> byId = new HashMap<>();
    /** All messages, in the order of their last changes. */
    private final Set<ChatMessage> changed = new LinkedHashSet<>();
    /** In the order of their last changes. */
    private final LinkedHashMap<PhoneId, PhoneChats> phones = new LinkedHashMap<>();

    /** Typing indicators, the oldest first. */
    private final Deque<TypingIndicator> typing = new ArrayDeque<>();

    private long bytes;
    private long version;
    /** Highest version of an evicted message: a reader with a lower one has missed something. */
    private long evictedVersion;

    /** The chats of one phone, the newest last. */
    static final class PhoneChats {
        final PhoneId id;
        final LinkedHashMap<String, Chat> chats = new LinkedHashMap<>();
        long version;

        private PhoneChats(PhoneId id) {
            this.id = id;
        }
    }

    /** The messages of one phone and one business, in the order of their arrival. */
    static final class Chat {
        final String business;
        final List<ChatMessage> messages = new ArrayList<>();
        /** Messages of the business since the person has last opened the chat. */
        int unread;
        /** Highest version of a message that was evicted because the chat is full. */
        long evictedVersion;
        /** Shown while the business writes; null for none. */
        TypingIndicator typing;

        private Chat(String business) {
            this.business = business;
        }
    }

    /** @param untilNanos end of the indicator, by {@link System#nanoTime} */
    record TypingIndicator(PhoneId phone, String business, long untilNanos) {}

    synchronized void add(ChatMessage message) {
        var phone = touch(message.phone());
        var chat = phone.chats.remove(message.business());
        if (chat == null) {
            chat = new Chat(message.business());
        }
        phone.chats.putLast(message.business(), chat);
        chat.messages.add(message);
        chat.typing = message.isFromPerson() ? chat.typing : null;
        chat.unread = message.isFromPerson() ? 0 : chat.unread + 1;
        byId.put(message.id(), message);
        message.details().otherIds().forEach(id -> byId.put(id, message));
        bytes += message.bytes();
        message.version = version;
        changed.add(message);
        evict(chat);
    }

    private void evict(Chat filled) {
        if (filled.messages.size() > MAX_PER_CHAT) {
            var oldest = filled.messages.getFirst();
            filled.evictedVersion = Math.max(filled.evictedVersion, oldest.version);
            remove(oldest);
        }
        while (changed.size() > MAX_MESSAGES || bytes > MAX_BYTES && changed.size() > 1) {
            var oldest = changed.iterator().next();
            evictedVersion = oldest.version;
            remove(oldest);
        }
    }

    private void remove(ChatMessage message) {
        changed.remove(message);
        bytes -= message.bytes();
        byId.remove(message.id(), message);
        message.details().otherIds().forEach(id -> byId.remove(id, message));
        var phone = phones.get(message.phone());
        var chat = phone.chats.get(message.business());
        chat.messages.remove(message);
        if (chat.messages.isEmpty()) {
            phone.chats.remove(message.business());
        }
        if (phone.chats.isEmpty()) {
            phones.remove(message.phone());
        }
    }

    /** Moves a phone to the end, since it or one of its messages has changed. Creates it if it is new. */
    synchronized PhoneChats touch(PhoneId id) {
        version++;
        var phone = phones.remove(id);
        if (phone == null) {
            phone = new PhoneChats(id);
        }
        phones.putLast(id, phone);
        phone.version = version;
        if (phones.size() > 2 * MAX_MESSAGES) {
            phones.sequencedValues().removeIf(one -> one.chats.isEmpty() && one.version < version);
        }
        return phone;
    }

    /** Changes a message, if it is kept. Returns whether it is. */
    synchronized boolean change(String id, Consumer<ChatMessage> change) {
        var message = byId.get(id);
        if (message == null) {
            return false;
        }
        change.accept(message);
        markChanged(message);
        return true;
    }

    synchronized void setStatus(String id, String status, String error) {
        var message = byId.get(id);
        if (message != null && message.advance(status, error)) {
            markChanged(message);
        }
    }

    /** Sets when a message arrived, if it is kept. Its phone becomes the one that has changed last. */
    synchronized void setTime(String id, Instant at) {
        var message = byId.get(id);
        if (message != null) {
            touch(message.phone());
            message.at = at;
            markChanged(message);
        }
    }

    private void markChanged(ChatMessage message) {
        message.version = ++version;
        changed.remove(message);
        changed.add(message);
    }

    /** The person has opened a chat. */
    synchronized void opened(PhoneId id, String business) {
        var phone = phones.get(id);
        var chat = phone == null ? null : phone.chats.get(business);
        if (chat != null && chat.unread > 0) {
            chat.unread = 0;
            touch(id);
        }
    }

    /** A business types in a chat, until it sends a message or the indicator ends. If there are too many, the oldest one ends. */
    synchronized void startTyping(TypingIndicator indicator) {
        chat(indicator).ifPresent(chat -> {
            chat.typing = indicator;
            typing.add(indicator);
            touch(indicator.phone);
        });
        if (typing.size() > MAX_TYPING) {
            end(typing.remove());
        }
    }

    /** Ends the indicators that are to be shown no longer than until now, a value of {@link System#nanoTime}. */
    synchronized void endTyping(long now) {
        while (!typing.isEmpty() && typing.element().untilNanos - now <= 0) {
            end(typing.remove());
        }
    }

    private void end(TypingIndicator indicator) {
        chat(indicator).filter(chat -> indicator.equals(chat.typing)).ifPresent(chat -> {
            chat.typing = null;
            touch(indicator.phone);
        });
    }

    private Optional<Chat> chat(TypingIndicator indicator) {
        return Optional.ofNullable(phones.get(indicator.phone)).map(phone -> phone.chats.get(indicator.business));
    }

    synchronized Optional<ChatMessage> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized long version() {
        return version;
    }

    /** Returns the version above which nothing was evicted. */
    synchronized long evictedVersion() {
        return evictedVersion;
    }

    /** Reads a phone under the lock; empty if it has no chats. */
    synchronized void read(PhoneId id, Consumer<Optional<PhoneChats>> reader) {
        reader.accept(Optional.ofNullable(phones.get(id)));
    }

    /** Reads phones under the lock, the last changed first, as long as the reader returns true. */
    synchronized void readNewest(Predicate<PhoneChats> reader) {
        for (var phone : phones.sequencedValues().reversed()) {
            if (!reader.test(phone)) {
                return;
            }
        }
    }

    synchronized void clear() {
        byId.clear();
        changed.clear();
        phones.clear();
        typing.clear();
        bytes = 0;
        evictedVersion = ++version;
    }
}
