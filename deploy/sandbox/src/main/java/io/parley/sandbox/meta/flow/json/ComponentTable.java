package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The components of Flow JSON and their properties, from flow-components.json. */
final class ComponentTable {
    private static final String SINCE = "since";

    private final Map<String, Map<String, PropertyRule>> components = new HashMap<>();
    private final Map<String, Map<String, PropertyRule>> shapes = new HashMap<>();
    private final Map<String, String> since = new HashMap<>();

    ComponentTable() {
        try (InputStream in = ComponentTable.class.getResourceAsStream("/flow-components.json")) {
            var table = Json.MAPPER.readTree(in);
            table.path("shapes").properties().forEach(shape -> shapes.put(shape.getKey(), rules(shape.getValue())));
            table.path("components").properties().forEach(component -> {
                components.put(component.getKey(), rules(component.getValue()));
                if (component.getValue().has(SINCE)) {
                    since.put(
                            component.getKey(), component.getValue().path(SINCE).asText());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, PropertyRule> rules(JsonNode properties) {
        var rules = new LinkedHashMap<String, PropertyRule>();
        properties.properties().stream()
                .filter(property -> !property.getKey().equals(SINCE))
                .forEach(property -> rules.put(
                        property.getKey(), PropertyRule.of(property.getValue().asText())));
        return rules;
    }

    Set<String> types() {
        return components.keySet();
    }

    boolean exists(String type, String version) {
        return components.containsKey(type)
                && (!since.containsKey(type) || FlowJsonVersions.isAtLeast(version, since.get(type)));
    }

    Map<String, PropertyRule> component(String type) {
        return components.get(type);
    }

    Map<String, PropertyRule> shape(String name) {
        return shapes.get(name);
    }
}
