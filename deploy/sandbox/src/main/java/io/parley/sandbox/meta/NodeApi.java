package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.web.HttpCall;
import java.io.IOException;
import java.util.List;

/** Serves reads of phone numbers, and Meta's errors for unknown paths. */
final class NodeApi {
    private final List<SandboxConfig.Number> numbers;

    NodeApi(List<SandboxConfig.Number> numbers) {
        this.numbers = numbers;
    }

    /** Returns whether this is the id of a phone number. */
    boolean isNumber(String id) {
        return numbers.stream().anyMatch(number -> number.id().equals(id));
    }

    private boolean isAccount(String id) {
        return numbers.stream().anyMatch(number -> number.wabaId().equals(id));
    }

    /** Handles {@code GET /{phone_number_id}}. */
    void number(HttpCall call) {
        var id = call.path()[2];
        if (!call.method().equals("GET")) {
            reject(call, GraphErrorResponse.unknownObject(call.method(), id));
            return;
        }
        numbers.stream()
                .filter(number -> number.id().equals(id))
                .findFirst()
                .ifPresent(number -> call.respond(200, json -> write(json, number)));
    }

    /** Handles a path below an object. */
    void below(HttpCall call) {
        var id = call.path()[2];
        var field = call.path()[3];
        if (!isNumber(id) && !isAccount(id)) {
            reject(call, GraphErrorResponse.unknownObject(call.method(), id));
        } else if (call.path().length > 4) {
            reject(call, GraphErrorResponse.unknownPath(call.path()[4]));
        } else if (isAccount(id)
                && field.equals("phone_numbers")
                && call.method().equals("GET")) {
            call.respond(200, json -> writeAll(json, id));
        } else {
            reject(call, GraphErrorResponse.unknownField(field));
        }
    }

    private void writeAll(JsonGenerator json, String account) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("data");
        for (var number : numbers) {
            if (number.wabaId().equals(account)) {
                write(json, number);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SandboxConfig.Number number) throws IOException {
        json.writeStartObject();
        json.writeStringField("verified_name", "Sandbox");
        json.writeStringField("code_verification_status", "VERIFIED");
        json.writeStringField("display_phone_number", DisplayNumber.of(number.display()));
        json.writeStringField("quality_rating", "GREEN");
        json.writeStringField("platform_type", "CLOUD_API");
        json.writeStringField("status", "CONNECTED");
        json.writeStringField("id", number.id());
        json.writeEndObject();
    }

    private static void reject(HttpCall call, GraphErrorResponse error) {
        call.respond(error.status(), error.json());
    }
}
