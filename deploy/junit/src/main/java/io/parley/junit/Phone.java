package io.parley.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The phone of one person on one channel. It shows the messages that have arrived since the test began. Methods that
 * need a message wait for it, and fail with what the phone shows instead.
 */
public final class Phone {

    private final SandboxClient sandbox;
    private final String channel;
    private final String number;
    private final Duration timeout;
    private final Instant since;

    Phone(SandboxClient sandbox, String channel, String number, Duration timeout, Instant since) {
        this.sandbox = sandbox;
        this.channel = channel;
        this.number = number;
        this.timeout = timeout;
        this.since = since;
    }

    /** The number, with {@code +}. */
    public String number() {
        return "+" + number;
    }

    /** The same person's phone on another channel. */
    public Phone on(String otherChannel) {
        return new Phone(sandbox, otherChannel, number, timeout, since);
    }

    /** All messages so far, oldest first; of the business and of the person. Does not wait. */
    public List<PhoneMessage> messages() {
        var shown = sandbox.get(path("/messages?limit=500")).path("messages");
        return StreamSupport.stream(shown.spliterator(), false)
                .map(PhoneMessage::of)
                .filter(message -> !message.at().isBefore(since))
                .toList();
    }

    /** The newest message of the business; waits for one. */
    public PhoneMessage lastMessage() {
        return await("a message", message -> true);
    }

    /** The newest message of the business whose header, text or footer contains this text; waits for one. */
    public PhoneMessage awaitMessage(String text) {
        return await("a message with \"" + text + "\"", message -> message.contains(text));
    }

    /** The messages of the business, oldest first; waits until there are that many. */
    public List<PhoneMessage> awaitMessages(int count) {
        return Poll.until(
                timeout, () -> received().size() >= count ? received() : null, () -> failure(count + " messages"));
    }

    /** Fails if a message of the business arrives within this time, or has arrived. */
    public void assertNoMessage(Duration time) {
        var arrived = Poll.whether(time, () -> !received().isEmpty());
        if (arrived) {
            throw new AssertionError("no message was expected" + shown());
        }
    }

    /**
     * Taps a button, or a row of a list, of the newest message that has one with this label; waits for it. What the tap
     * sends reaches the business as a callback; a button that opens an address sends nothing.
     */
    public Phone tap(String label) {
        var message = await(
                "a message to tap \"" + label + "\" in", one -> one.buttons().contains(label));
        sandbox.post(path("/tap"), Map.of("message", message.id(), "label", label));
        return this;
    }

    /** Sends a text to the business whose message is the newest, or to the only one of the channel. */
    public Phone send(String text) {
        return send(business(), text);
    }

    /** @param business number or service as in {@code from} of messages */
    public Phone send(String business, String text) {
        sandbox.post(path("/messages"), Map.of("business", business, "text", text));
        return this;
    }

    /** Goes offline, so that messages stay at the provider, or returns. */
    public Phone setOnline(boolean online) {
        sandbox.put(path(""), Map.of("online", online));
        return this;
    }

    /** Blocks a business, or no longer. Its messages fail while it is blocked. */
    public Phone setBlocked(String business, boolean blocked) {
        sandbox.put(path("/blocked"), Map.of("business", business, "blocked", blocked));
        return this;
    }

    private List<PhoneMessage> received() {
        return messages().stream().filter(message -> !message.isFromPerson()).toList();
    }

    private PhoneMessage await(String what, Predicate<PhoneMessage> wanted) {
        return Poll.until(
                timeout,
                () -> received().reversed().stream().filter(wanted).findFirst().orElse(null),
                () -> failure(what));
    }

    private String business() {
        var all = messages();
        if (!all.isEmpty()) {
            return all.getLast().business();
        }
        var known = StreamSupport.stream(
                        sandbox.get("/phones/api/businesses").path("businesses").spliterator(), false)
                .filter(business -> business.path("channel").asText().equals(channel))
                .map(business -> business.path("business").asText())
                .distinct()
                .toList();
        if (known.size() != 1) {
            throw new AssertionError(
                    this + " has no message to answer, so name the business: send(business, text); there are " + known);
        }
        return known.getFirst();
    }

    private String failure(String what) {
        return what + " did not arrive within " + timeout.toMillis() / 1000.0 + " s" + shown();
    }

    private String shown() {
        var all = messages();
        var text = new StringBuilder("; " + this + " shows ").append(all.isEmpty() ? "nothing" : "");
        all.forEach(message -> text.append("\n  ").append(message));
        return text.toString();
    }

    private String path(String rest) {
        return "/phones/api/phones/" + channel + "/" + number + rest;
    }

    @Override
    public String toString() {
        return "the phone " + number() + " (" + channel + ")";
    }
}
