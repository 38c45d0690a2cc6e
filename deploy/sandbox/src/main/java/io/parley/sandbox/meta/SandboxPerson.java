package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Sender of a message to the platform.
 *
 * @param phone null for a person known by user name only
 * @param userId business-scoped user id; null if Meta does not report it
 * @param username null for none
 */
record SandboxPerson(String phone, String userId, String name, String username) {

    /** Reads the sender from a control API request. */
    static SandboxPerson of(JsonNode request) {
        return new SandboxPerson(
                request.path("from").asText(null),
                request.path("userId").asText(null),
                request.path("name").asText("Sandbox User"),
                request.path("username").asText(null));
    }

    /** Returns the phone, or the user id if there is none. */
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

    /** Writes the sender's members of a message. */
    void writeSender(JsonGenerator json) throws IOException {
        MetaJson.string(json, "from", phone);
        MetaJson.string(json, "from_user_id", userId);
    }
}
