package io.parley.sandbox.phone;

import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.phone.ChatHistory.TypingIndicator;
import io.parley.sandbox.post.DueQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The phones of all persons. The APIs of the providers report messages and statuses here; a phone that is operated by hand
 * decides when a message is delivered and read.
 */
public final class SandboxPhones implements AutoCloseable {
    private static final int MAX_OPERATED = 1_000;
    /** WhatsApp shows that a business is typing for at most this time. */
    private static final Duration MAX_TYPING = Duration.ofSeconds(25);

    private final DueQueue clock;
    private final ChatHistory history = new ChatHistory();
    private final Map<PhoneId, OperatedPhone> operated = new ConcurrentHashMap<>();
    private final PhoneReader reader;
    private final PhoneStreams streams;
    private final HistoryQueue queue;

    public SandboxPhones(Counters counters, DueQueue clock) {
        this.clock = clock;
        reader = new PhoneReader(history, this::operated);
        streams = new PhoneStreams(history, reader);
        queue = new HistoryQueue(history, counters, this::publish, PhoneStreams.INTERVAL_MS);
        queue.start();
    }

    private void publish() {
        history.endTyping(System.nanoTime());
        streams.publish();
    }

    public PhoneReader reader() {
        return reader;
    }

    public PhoneStreams streams() {
        return streams;
    }

    /** Returns the phone if it is operated by hand. */
    public Optional<OperatedPhone> operated(PhoneId id) {
        return operated.isEmpty() ? Optional.empty() : Optional.ofNullable(operated.get(id));
    }

    /** Adds a message that a provider has accepted, or that a person has sent. */
    public void add(ChatMessage message) {
        if (message.isFromPerson()) {
            operated(message.phone()).ifPresent(phone -> phone.written(message.business()));
        }
        queue.add(history -> history.add(message));
    }

    /**
     * Sets the status of a message.
     *
     * @param status accepted, sent, delivered, read, failed or expired
     * @param error the provider's code; null for none
     */
    public void setStatus(String id, String status, String error) {
        queue.add(history -> history.setStatus(id, status, error));
    }

    /** A reaction to a message; an empty one is removed. The message that carries it is added if the other is unknown. */
    public void react(ChatMessage reaction, String to, String emoji) {
        queue.add(history -> {
            var known = history.change(to, message -> {
                if (reaction.isFromPerson()) {
                    message.personReaction = emoji;
                } else {
                    message.businessReaction = emoji;
                }
            });
            if (!known) {
                history.add(reaction);
            }
        });
    }

    /** A person has changed the text of a message. */
    public void edit(String id, String text) {
        queue.add(history -> history.change(id, message -> message.editedText = text));
    }

    /** A person has taken a message back. */
    public void revoke(String id) {
        queue.add(history -> history.change(id, message -> message.revoked = true));
    }

    /**
     * Sets when messages arrived, so that phones can have a past. What is not kept is left out.
     *
     * @param times by the id of the message
     */
    public void setTimes(Map<String, Instant> times) {
        var ordered =
                times.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        queue.add(history -> ordered.forEach(one -> history.setTime(one.getKey(), one.getValue())));
    }

    /** The business has read a message, and with it the earlier ones. */
    public void readByBusiness(String id) {
        queue.add(history -> history.find(id).ifPresent(last -> readUpTo(history, last)));
    }

    private static void readUpTo(ChatHistory history, ChatMessage last) {
        history.read(last.phone(), phone -> phone.map(found -> found.chats.get(last.business())).stream()
                .flatMap(chat -> List.copyOf(chat.messages).stream())
                .filter(message -> message.isFromPerson() && !message.at().isAfter(last.at()))
                .forEach(message -> history.setStatus(message.id(), "read", null)));
    }

    /** The business is typing a reply to a message. The phone shows it if it is online and has not blocked the business. */
    public void typing(String id) {
        queue.add(history -> history.find(id)
                .filter(message -> isReachable(message.phone(), message.business()))
                .ifPresent(message -> history.startTyping(new TypingIndicator(
                        message.phone(), message.business(), System.nanoTime() + MAX_TYPING.toNanos()))));
    }

    private boolean isReachable(PhoneId id, String business) {
        return operated(id)
                .map(OperatedPhone::switches)
                .map(phone -> phone.online() && !phone.blocked().contains(business))
                .orElse(true);
    }

    /** The person opens a chat: what was not read is read now. */
    public void open(PhoneId id, String business) {
        operated(id).ifPresent(phone -> phone.read(business));
        queue.add(history -> history.opened(id, business));
    }

    /** Sets the switches of a phone; it is operated by hand until all of them have their defaults again. */
    public void operate(PhoneId id, boolean manual, boolean online, Duration clockAhead) {
        var phone = operate(id);
        phone.set(manual, online, clockAhead);
        settle(id, phone);
    }

    /** Blocks or unblocks a business. Returns whether that is a change. */
    public boolean setBlocked(PhoneId id, String business, boolean isBlocked) {
        var phone = operate(id);
        var isChange = phone.switches().blocked().contains(business) != isBlocked;
        phone.setBlocked(business, isBlocked);
        settle(id, phone);
        return isChange;
    }

    private OperatedPhone operate(PhoneId id) {
        if (operated.size() >= MAX_OPERATED && !operated.containsKey(id)) {
            throw new IllegalArgumentException("at most " + MAX_OPERATED + " phones can be operated by hand");
        }
        return operated.computeIfAbsent(id, any -> {
            var phone = new OperatedPhone(clock);
            history.read(id, found -> found.ifPresent(chats -> noteLastWritten(chats, phone)));
            return phone;
        });
    }

    private static void noteLastWritten(ChatHistory.PhoneChats chats, OperatedPhone phone) {
        for (var chat : chats.chats.values()) {
            chat.messages.reversed().stream()
                    .filter(ChatMessage::isFromPerson)
                    .findFirst()
                    .ifPresent(message -> phone.writtenAt(chat.business, message.at()));
        }
    }

    /** Lets a phone whose switches have their defaults be automatic again. */
    private void settle(PhoneId id, OperatedPhone phone) {
        if (phone.switches().equals(OperatedPhone.Switches.AUTOMATIC)) {
            operated.remove(id, phone);
        }
        queue.add(history -> history.touch(id));
    }

    /** Returns a message that is kept. */
    public Optional<ChatMessage> find(String id) {
        return history.find(id);
    }

    /** Deletes all chats and lets all phones be automatic. Readers of the stream are informed. */
    public void clear() {
        operated.clear();
        queue.add(ChatHistory::clear);
    }

    @Override
    public void close() {
        queue.close();
    }
}
