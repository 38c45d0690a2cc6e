package io.parley.sandbox.phone;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * One message of a chat, as the provider has received it. Its content is parsed only when the message is shown, so that a
 * message that is not shown costs little. The members that change are read and written by {@link ChatHistory} only.
 */
public final class ChatMessage {
    private static final int OVERHEAD_BYTES = 300;

    /** Statuses of a message, in order. */
    private static final List<String> STATUSES = List.of("accepted", "sent", "delivered", "read");

    private static final List<String> ENDS = List.of("failed", "expired");

    private final String id;
    private final PhoneId phone;
    private final String business;
    private final boolean fromPerson;
    private final byte[] body;
    private final Details details;
    /** When it arrived; {@link ChatHistory#setTime} changes it. */
    volatile Instant at = Instant.now();

    String status = "accepted";
    String error;
    String personReaction;
    String businessReaction;
    String editedText;
    boolean revoked;
    /** Version of the history at the last change. */
    long version;

    /**
     * What the content alone does not contain.
     *
     * @param otherIds further ids of the message: those of its other segments
     * @param template components of the template as they were when the message was accepted; null for another content
     * @param encoding charset of a short message; null for other channels
     * @param segments number of segments of a short message; 1 for other channels
     */
    public record Details(List<String> otherIds, JsonNode template, String encoding, int segments) {
        public static final Details NONE = new Details(List.of(), null, null, 1);

        public static Details ofTemplate(JsonNode components) {
            return new Details(List.of(), components, null, 1);
        }
    }

    /**
     * @param id the provider's id
     * @param business what the person knows the business by: a number, a service id, an alphanumeric sender
     * @param body the content in the provider's format; UTF-8 text for a short message
     */
    private ChatMessage(String id, PhoneId phone, String business, boolean fromPerson, byte[] body, Details details) {
        this.id = id;
        this.phone = phone;
        this.business = business;
        this.fromPerson = fromPerson;
        this.body = body;
        this.details = details;
    }

    /** Creates a message of a business. */
    public static ChatMessage toPerson(String id, PhoneId phone, String business, byte[] body, Details details) {
        return new ChatMessage(id, phone, business, false, body, details);
    }

    /** Creates a message of a person. */
    public static ChatMessage fromPerson(String id, PhoneId phone, String business, String content) {
        return new ChatMessage(id, phone, business, true, content.getBytes(StandardCharsets.UTF_8), Details.NONE);
    }

    public String id() {
        return id;
    }

    public PhoneId phone() {
        return phone;
    }

    public String business() {
        return business;
    }

    public boolean isFromPerson() {
        return fromPerson;
    }

    public byte[] body() {
        return body;
    }

    public Details details() {
        return details;
    }

    public Instant at() {
        return at;
    }

    /** Returns about how much memory the message occupies. */
    int bytes() {
        return OVERHEAD_BYTES + body.length;
    }

    /** Sets a later status; statuses may be reported in any order. Returns whether it has changed. */
    boolean advance(String next, String reason) {
        var isEnd = ENDS.contains(next);
        var isLater = isEnd
                ? STATUSES.indexOf(status) < STATUSES.indexOf("delivered") && !ENDS.contains(status)
                : STATUSES.indexOf(next) > STATUSES.indexOf(status);
        if (isLater) {
            status = next;
            error = reason;
        }
        return isLater;
    }
}
