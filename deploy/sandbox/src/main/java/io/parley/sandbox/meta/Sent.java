package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.ledger.AcceptedMessageEntry;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.post.FaultBehaviour;
import java.io.IOException;
import java.util.List;

/**
 * A message accepted by Meta.
 *
 * @param input the recipient as in the call
 * @param waId digits of the recipient's phone, or a group's id; null for one known by user id only
 * @param userId business-scoped user id of the recipient; null if the call has a phone
 * @param ref biz_opaque_callback_data; null for none
 */
record Sent(
        SandboxConfig.Number number,
        String wamid,
        String input,
        String waId,
        String userId,
        boolean toGroup,
        String ref) {

    static Sent of(JsonNode message, SandboxConfig.Number number, Wamids wamids) {
        var to = message.path("to").asText("");
        var toGroup = message.path("recipient_type").asText().equals("group");
        var waId = to.isEmpty() ? null : toGroup ? to : MessageRules.digits(to);
        var userId = to.isEmpty() ? message.path("recipient").asText() : null;
        return new Sent(
                number,
                wamids.next(waId == null ? userId : waId),
                to.isEmpty() ? userId : to,
                waId,
                userId,
                toGroup,
                message.path("biz_opaque_callback_data").asText(null));
    }

    /** Returns the phone, or the user id if there is none. */
    String recipient() {
        return waId == null ? userId : waId;
    }

    /** Returns the entry of the ledger. */
    AcceptedMessageEntry entry(JsonNode message) {
        var type = MessageRules.type(message);
        var text = message.path("text").path("body").asText("");
        var entry = AcceptedMessageEntry.of("whatsapp", ref, wamid, recipient(), number.display(), text);
        return type.equals("text")
                ? entry
                : entry.withContent(type, message.path(type).toString());
    }

    /** Returns the statuses that follow without faults of delivery. */
    List<String> statuses(FaultBehaviour behaviour) {
        if (behaviour.failsLater(recipient())) {
            return List.of("sent", "failed");
        }
        if (!behaviour.plan().read()) {
            return List.of("sent", "delivered");
        }
        return behaviour.hits(behaviour.plan().skipDelivered(), "skipDelivered")
                ? List.of("sent", "read")
                : List.of("sent", "delivered", "read");
    }

    /** Writes the response to the send call. */
    void writeResponse(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("messaging_product", "whatsapp");
        json.writeArrayFieldStart("contacts");
        json.writeStartObject();
        json.writeStringField("input", input);
        MetaJson.string(json, "wa_id", waId);
        MetaJson.string(json, "user_id", userId);
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("messages");
        json.writeStartObject();
        json.writeStringField("id", wamid);
        json.writeStringField("message_status", "accepted");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes the message and recipient members of a status. */
    void writeReference(JsonGenerator json) throws IOException {
        json.writeStringField("id", wamid);
        MetaJson.string(json, "recipient_id", waId);
        MetaJson.string(json, "recipient_user_id", userId);
        if (toGroup) {
            json.writeStringField("recipient_type", "group");
        }
        MetaJson.string(json, "biz_opaque_callback_data", ref);
    }
}
