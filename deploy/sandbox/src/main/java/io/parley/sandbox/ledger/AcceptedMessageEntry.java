package io.parley.sandbox.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * One accepted message.
 *
 * @param ref the sender's own id: biz_opaque_callback_data, a partner's messageId, Viber's tracking_data, or null
 * @param providerId id returned to the sender: wamid, message token, message id of the (first) short message
 * @param type text, or the provider's name of another content type
 * @param text the text as shown on the phone; null if the content is not text
 * @param body content covered by bodySha256: the text, or the content's JSON as received
 * @param duplicateOf seq of an earlier message with the same ref
 * @param sameContentAs seq of an earlier message with the same recipient, sender and body (viber and sms)
 * @param parts segments of a text; empty for other channels
 */
public record AcceptedMessageEntry(
        long seq,
        String channel,
        String ref,
        String providerId,
        String to,
        String from,
        String type,
        String text,
        String body,
        Instant at,
        Long duplicateOf,
        Long sameContentAs,
        List<Part> parts) {

    /** One segment of a text, in the order of the text. */
    public record Part(String providerId, int number, int total, String text, Instant at) {}

    /** Creates an entry for a text. The ledger assigns its sequence number. */
    public static AcceptedMessageEntry of(
            String channel, String ref, String providerId, String to, String from, String text) {
        return new AcceptedMessageEntry(
                0, channel, ref, providerId, to, from, "text", text, text, Instant.now(), null, null, List.of());
    }

    /** Returns a copy with content that is not text. */
    public AcceptedMessageEntry withContent(String kind, String json) {
        return new AcceptedMessageEntry(
                seq, channel, ref, providerId, to, from, kind, null, json, at, duplicateOf, sameContentAs, parts);
    }

    /** Returns a copy with these segments. */
    public AcceptedMessageEntry withParts(List<Part> segments) {
        return new AcceptedMessageEntry(
                seq, channel, ref, providerId, to, from, type, text, body, at, duplicateOf, sameContentAs, segments);
    }

    AcceptedMessageEntry numbered(long number, Long duplicate, Long same) {
        return new AcceptedMessageEntry(
                number, channel, ref, providerId, to, from, type, text, body, at, duplicate, same, parts);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", seq);
        json.writeStringField("channel", channel);
        json.writeStringField("ref", ref);
        json.writeStringField("providerId", providerId);
        json.writeStringField("to", to);
        json.writeStringField("from", from);
        json.writeStringField("type", type);
        json.writeStringField("text", text);
        json.writeStringField("bodySha256", Sha256.hex(body));
        json.writeStringField("at", at.toString());
        if (duplicateOf != null) {
            json.writeNumberField("duplicateOf", duplicateOf);
        }
        if (sameContentAs != null) {
            json.writeNumberField("sameContentAs", sameContentAs);
        }
        if (!parts.isEmpty()) {
            writeParts(json);
        }
        json.writeEndObject();
    }

    private void writeParts(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("parts");
        for (var part : parts) {
            json.writeStartObject();
            json.writeStringField("providerId", part.providerId());
            json.writeNumberField("number", part.number());
            json.writeNumberField("total", part.total());
            json.writeStringField("text", part.text());
            json.writeStringField("at", part.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
