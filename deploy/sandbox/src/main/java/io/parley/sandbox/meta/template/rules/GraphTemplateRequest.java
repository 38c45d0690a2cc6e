package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import java.util.List;
import java.util.Locale;

/**
 * What a call that creates or edits a template contains.
 *
 * @param category MARKETING, UTILITY or AUTHENTICATION
 * @param named whether placeholders have names instead of numbers
 * @param components as sent
 * @param ttlSeconds message_send_ttl_seconds; null if absent
 * @param allowCategoryChange whether Meta may assign another category instead of rejecting the template
 */
public record GraphTemplateRequest(
        String name,
        String language,
        String category,
        boolean named,
        ArrayNode components,
        Integer ttlSeconds,
        boolean allowCategoryChange) {

    private static final List<String> CATEGORIES = List.of("MARKETING", "UTILITY", "AUTHENTICATION");
    private static final List<String> FORMATS = List.of("POSITIONAL", "NAMED");

    /** Reads the body of a creation. Members that Meta does not know are ignored, as by Meta. */
    public static GraphTemplateRequest of(JsonNode body) {
        if (!(body instanceof ObjectNode json)) {
            throw GraphRejection.badParameter("The body must be a JSON object.");
        }
        return new GraphTemplateRequest(
                required(json, "name"),
                required(json, "language"),
                category(json),
                isNamed(json, false),
                components(json),
                ttl(json),
                json.path("allow_category_change").asBoolean(false));
    }

    /**
     * Reads the body of an edit.
     *
     * @param existing the template as it is; absent members keep its values
     */
    public static GraphTemplateRequest edit(JsonNode body, GraphTemplateRequest existing) {
        if (!(body instanceof ObjectNode json)) {
            throw GraphRejection.badParameter("The body must be a JSON object.");
        }
        if (!json.has("category") && !json.has("components") && !json.has("message_send_ttl_seconds")) {
            throw new GraphRejection(GraphErrorResponse.required("components"));
        }
        return new GraphTemplateRequest(
                existing.name,
                existing.language,
                json.has("category") ? category(json) : existing.category,
                isNamed(json, existing.named),
                json.has("components") ? components(json) : existing.components,
                json.has("message_send_ttl_seconds") ? ttl(json) : existing.ttlSeconds,
                json.path("allow_category_change").asBoolean(existing.allowCategoryChange));
    }

    public String parameterFormat() {
        return named ? "NAMED" : "POSITIONAL";
    }

    boolean isAuthentication() {
        return category.equals("AUTHENTICATION");
    }

    private static String required(ObjectNode json, String name) {
        var value = json.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required(name));
        }
        return value.asText();
    }

    private static String category(ObjectNode json) {
        return oneOf("category", required(json, "category"), CATEGORIES);
    }

    private static boolean isNamed(ObjectNode json, boolean defaultValue) {
        return json.has("parameter_format")
                ? oneOf("parameter_format", json.path("parameter_format").asText(), FORMATS)
                        .equals("NAMED")
                : defaultValue;
    }

    /** Returns the value in upper case, in which Meta reports it. */
    static String oneOf(String param, String value, List<String> values) {
        var upper = value.toUpperCase(Locale.ROOT);
        if (!values.contains(upper)) {
            throw TemplateError.parameter(
                    "Param " + param + " must be one of {" + String.join(", ", values) + "} - got \"" + value + "\".");
        }
        return upper;
    }

    private static ArrayNode components(ObjectNode json) {
        if (!json.has("components")) {
            throw new GraphRejection(GraphErrorResponse.required("components"));
        }
        if (!(json.get("components") instanceof ArrayNode components) || components.isEmpty()) {
            throw TemplateError.parameter("Param components must be an array.");
        }
        return components;
    }

    private static Integer ttl(ObjectNode json) {
        var value = json.path("message_send_ttl_seconds");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!(value.isIntegralNumber() && value.canConvertToInt())
                && !value.asText().matches("-?\\d{1,9}")) {
            throw TemplateError.parameter("Param message_send_ttl_seconds must be an integer.");
        }
        return value.asInt();
    }
}
