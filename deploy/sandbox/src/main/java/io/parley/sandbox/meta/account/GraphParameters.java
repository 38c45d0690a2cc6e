package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.parley.sandbox.web.MultipartForm;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a write. The Graph API reads them from a JSON body, from a form and from the query; a value that is a list
 * or an object may also be its JSON as text.
 *
 * @param files parts of the form with a file name, by their names
 */
public record GraphParameters(Map<String, JsonNode> values, Map<String, MultipartForm.Part> files) {
    private static final int MAX_PARAMETERS = 100;

    public static GraphParameters of(HttpCall call) {
        var values = new LinkedHashMap<String, JsonNode>();
        var files = new LinkedHashMap<String, MultipartForm.Part>();
        call.request().params().forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
        var type = Optional.ofNullable(call.request().getHeader("Content-Type")).orElse("");
        if (MultipartForm.isOne(type)) {
            addParts(parts(call, type), values, files);
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            var form = new String(call.body(), StandardCharsets.UTF_8);
            new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MAX_PARAMETERS)
                    .parameters()
                    .forEach((name, all) -> values.put(name, TextNode.valueOf(all.getFirst())));
        } else if (call.body().length > 0) {
            addJson(call.json(), values);
        }
        return new GraphParameters(values, files);
    }

    private static List<MultipartForm.Part> parts(HttpCall call, String type) {
        try {
            return MultipartForm.parse(type, call.body());
        } catch (IllegalArgumentException e) {
            throw GraphRejection.badParameter("The form cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void addParts(
            List<MultipartForm.Part> parts, Map<String, JsonNode> values, Map<String, MultipartForm.Part> files) {
        for (var part : parts) {
            if (part.fileName() == null) {
                values.put(part.name(), TextNode.valueOf(part.text()));
            } else {
                files.put(part.name(), part);
            }
        }
    }

    private static void addJson(JsonNode body, Map<String, JsonNode> values) {
        if (!body.isObject()) {
            throw GraphRejection.badParameter("The body must be a JSON object.");
        }
        body.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    }

    public boolean has(String name) {
        return values.containsKey(name) && !values.get(name).isNull();
    }

    /** Returns the text of a parameter; null if it is absent. */
    public String text(String name) {
        return has(name) ? values.get(name).asText() : null;
    }

    /** Returns the text of a parameter, which must be present and not empty. */
    public String required(String name) {
        var text = text(name);
        if (text == null || text.isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required(name));
        }
        return text;
    }

    public boolean isTrue(String name) {
        return has(name) && List.of("true", "1").contains(text(name));
    }

    /** Returns a list of texts; empty if the parameter is absent. */
    public Optional<List<String>> list(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        var value = values.get(name);
        var list = value.isTextual() ? Json.parse(value.asText().getBytes(StandardCharsets.UTF_8)) : value;
        if (!list.isArray() || list.valueStream().anyMatch(item -> !item.isTextual())) {
            throw GraphRejection.badParameter("Param " + name + " must be an array.");
        }
        return Optional.of(list.valueStream().map(JsonNode::asText).toList());
    }

    /** Returns the value as sent; a missing node if it is absent. */
    public JsonNode value(String name) {
        return has(name) ? values.get(name) : MissingNode.getInstance();
    }
}
