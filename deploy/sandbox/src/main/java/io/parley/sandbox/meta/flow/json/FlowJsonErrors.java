package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one document, with Meta's codes. */
final class FlowJsonErrors {
    private static final int MAX_REPORTED = 100;
    private static final Comparator<Found> ORDER = Comparator.comparingInt((Found found) -> found.span.lineStart())
            .thenComparingInt(found -> found.span.columnStart())
            .thenComparing(Found::code);

    private final PositionedJson json;
    private final List<Found> found = new ArrayList<>();

    FlowJsonErrors(PositionedJson json) {
        this.json = json;
    }

    private record Found(String code, String message, TextSpan span, String path) {}

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Adds an error at a key. */
    void atKey(String path, String code, String message) {
        found.add(new Found(code, message, json.keyAt(path), path));
    }

    /** Adds an error at a value. */
    void atValue(String path, String code, String message) {
        found.add(new Found(code, message, json.valueAt(path), path));
    }

    /** Adds an error at the object that it concerns: its id or type. */
    void atOwner(String path, JsonNode object, String code, String message) {
        found.add(new Found(code, message, json.ownerAt(path, object), path));
    }

    /** Returns the errors as Meta reports them, in the order of their positions. */
    ArrayNode report() {
        var report = Json.MAPPER.createArrayNode();
        found.stream().distinct().sorted(ORDER).limit(MAX_REPORTED).forEach(error -> report.add(json(error)));
        return report;
    }

    private static ObjectNode json(Found error) {
        return json(error.code, error.message, error.span, error.path);
    }

    static ObjectNode json(String code, String message, TextSpan span, String path) {
        var json = Json.MAPPER
                .createObjectNode()
                .put("error", code)
                .put("error_type", "FLOW_JSON_ERROR")
                .put("message", message);
        put(json, span);
        put(json.putArray("pointers").addObject(), span).put("path", path);
        return json;
    }

    private static ObjectNode put(ObjectNode json, TextSpan span) {
        return json.put("line_start", span.lineStart())
                .put("line_end", span.lineEnd())
                .put("column_start", span.columnStart())
                .put("column_end", span.columnEnd());
    }
}
