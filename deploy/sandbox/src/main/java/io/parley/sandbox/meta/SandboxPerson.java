package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Who writes to us.
 *
 * @param phone null for a person known by user name only
 * @param userId business-scoped user id; null if Meta does not tell it
 * @param username null if there is none
 */
record SandboxPerson(String phone, String userId, String name, String username) {

    /** As an order of the control API names them. */
    static SandboxPerson of(JsonNode order) {
        return new SandboxPerson(
                order.path("from").asText(null),
                order.path("userId").asText(null),
                order.path("name").asText("Sandbox User"),
                order.path("username").asText(null));
    }

    /** The phone, or else the user id. */
    String id() {
        return phone == null ? userId : phone;
    }

    /** Writes the person as an item of {@code contacts}. */
    void writeContact(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("profile");
        json.writeStringField("name", name);
        MetaJson.string(json, "username", username);
        json.writeEndObject();
        MetaJson.string(json, "wa_id", phone);
        MetaJson.string(json, "user_id", userId);
        json.writeEndObject();
    }

    /** Writes the members by which a message names its sender. */
    void writeSender(JsonGenerator json) throws IOException {
        MetaJson.string(json, "from", phone);
        MetaJson.string(json, "from_user_id", userId);
    }
}
