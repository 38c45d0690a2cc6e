package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A template in one language.
 *
 * @param json definition in Meta's format: name, language, category, parameter_format, status, components
 */
record Template(ObjectNode json) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

    Template {
        require(NAME.matcher(json.path("name").asText()).matches(), "name must be lower-case letters, digits and _");
        require(!json.path("language").asText().isEmpty(), "language is required");
        require(json.path("components").isArray(), "components must be an array");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    String name() {
        return json.path("name").asText();
    }

    String language() {
        return json.path("language").asText();
    }

    String status() {
        return json.path("status").asText("APPROVED").toUpperCase(Locale.ROOT);
    }

    boolean isAuthentication() {
        return json.path("category").asText().equalsIgnoreCase("AUTHENTICATION");
    }

    boolean hasNamedParameters() {
        return json.path("parameter_format").asText().equalsIgnoreCase("NAMED");
    }

    JsonNode components() {
        return json.path("components");
    }

    /** Returns the component of this type, or a missing node. */
    static JsonNode component(JsonNode components, String type) {
        for (var component : components) {
            if (component.path("type").asText().equalsIgnoreCase(type)) {
                return component;
            }
        }
        return MissingNode.getInstance();
    }
}
