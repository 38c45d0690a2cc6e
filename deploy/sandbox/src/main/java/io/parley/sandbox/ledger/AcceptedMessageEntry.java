package io.parley.sandbox.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * One message a provider face took.
 *
 * @param ref the sender's own id: biz_opaque_callback_data, a partner's messageId, Viber's tracking_data, or null
 * @param providerId what the sender was told: wamid, message token, message id of the (first) short message
 * @param type text, or the provider's name of another content
 * @param text the text as the phone would show it; null if the content is not text
 * @param body what bodySha256 covers: the text, or the content's JSON as it came
 * @param duplicateOf seq of an earlier message with the same ref
 * @param sameContentAs seq of an earlier message with the same recipient, sender and body (viber and sms)
 * @param parts the short messages a text came in; empty for other channels
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

    /** One short message of a text, in the text's order. */
    public record Part(String providerId, int number, int total, String text, Instant at) {}

    /** A message as a face hands it in; the ledger gives it its number. */
    public static AcceptedMessageEntry of(
            String channel, String ref, String providerId, String to, String from, String text) {
        return new AcceptedMessageEntry(
                0, channel, ref, providerId, to, from, "text", text, text, Instant.now(), null, null, List.of());
    }

    /** The same message with content that is not text. */
    public AcceptedMessageEntry withContent(String kind, String json) {
        return new AcceptedMessageEntry(
                seq, channel, ref, providerId, to, from, kind, null, json, at, duplicateOf, sameContentAs, parts);
    }

    /** The same message, come in these short messages. */
    public AcceptedMessageEntry withParts(List<Part> those) {
        return new AcceptedMessageEntry(
                seq, channel, ref, providerId, to, from, type, text, body, at, duplicateOf, sameContentAs, those);
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
