package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Requests and responses of the control API: JSON objects, query parameters and errors. */
final class ControlJson {

    private static final int MAX_PAGE_SIZE = 10_000;
    private static final int DEFAULT_PAGE_SIZE = 1000;

    private ControlJson() {}

    /** Returns the body of a request; an empty object if it has none. */
    static ObjectNode object(RoutingContext call) {
        var buffer = call.body().buffer();
        var json =
                buffer == null || buffer.length() == 0 ? Json.MAPPER.createObjectNode() : Json.parse(buffer.getBytes());
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    /** Returns a query parameter, 0 if it is negative. */
    static long number(RoutingContext call, String name, long defaultValue) {
        var text = call.request().getParam(name);
        if (text == null) {
            return defaultValue;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }

    /** Returns how many items a page may have: the parameter {@code limit}, up to the maximum. */
    static int limit(RoutingContext call) {
        return (int) Math.min(MAX_PAGE_SIZE, number(call, "limit", DEFAULT_PAGE_SIZE));
    }

    static void respond(RoutingContext call, int status, byte[] json) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(json));
    }

    static void respond(RoutingContext call, int status, Json.Writing json) {
        respond(call, status, Json.bytes(json));
    }

    static void unknownPath(RoutingContext call) {
        rejectUnknown(call, "unknown path; see /openapi");
    }

    static void rejectUnknown(RoutingContext call, String sentence) {
        respondError(call, 404, sentence);
    }

    static void fail(RoutingContext call) {
        var failure = call.failure();
        var status = failure instanceof IllegalArgumentException ? 400 : Math.max(call.statusCode(), 400);
        var sentence = failure == null ? "status " + status : String.valueOf(failure.getMessage());
        respondError(call, status, sentence);
    }

    static void respondError(RoutingContext call, int status, String sentence) {
        respond(call, status, json -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
        });
    }
}
