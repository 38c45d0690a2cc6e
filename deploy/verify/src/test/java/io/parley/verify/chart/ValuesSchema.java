package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The schema of the values, values.schema.json. */
record ValuesSchema(ObjectNode root) {
    static final String FILE = "values.schema.json";
    private static final String REF = "$ref";

    static ValuesSchema of(Chart chart) {
        return new ValuesSchema((ObjectNode) PrettyJson.read(chart.text(FILE)));
    }

    /** The schema of a value by its path, with the reference followed, if it is one. */
    Optional<ObjectNode> at(List<String> path) {
        JsonNode node = root;
        for (var name : path) {
            node = resolve(node).path("properties").path(name);
        }
        return node instanceof ObjectNode found ? Optional.of(found) : Optional.empty();
    }

    /** Follows a reference within the schema. */
    JsonNode resolve(JsonNode node) {
        return node.has(REF) ? root.at(node.path(REF).asText().substring(1)) : node;
    }

    /** Rules for the schema itself: every object is closed, and every key is described. */
    List<Finding> findings(Chart chart) {
        var findings = new ArrayList<Finding>();
        everyObject(root, "", (path, object) -> {
            if (object.path("additionalProperties").asBoolean(true)) {
                findings.add(new Finding("values", FILE + path, "admits unknown keys: additionalProperties"));
            }
            object.path("properties").properties().forEach(property -> {
                var hasKeys = property.getValue().has("properties");
                if (!hasKeys && property.getValue().path("description").asText().isBlank()) {
                    findings.add(new Finding("values", FILE + path, property.getKey() + " is not described"));
                }
            });
        });
        sameKeys(chart.yaml("values.yaml"), new ArrayList<>(), findings);
        return findings;
    }

    private static void everyObject(JsonNode node, String path, BiConsumer<String, JsonNode> action) {
        if (node.path("properties").isObject() && !path.endsWith("/properties")) {
            action.accept(path, node);
        }
        node.properties().forEach(entry -> everyObject(entry.getValue(), path + "/" + entry.getKey(), action));
    }

    /** Values and schema have the same keys, where the schema states them. */
    private void sameKeys(JsonNode values, List<String> path, List<Finding> to) {
        var properties = at(path).map(this::resolve).orElse(root).path("properties");
        if (properties.isMissingNode() || isPartial(path)) {
            return;
        }
        values.fieldNames().forEachRemaining(name -> {
            if (!properties.has(name)) {
                to.add(new Finding(
                        "values", "values.yaml", String.join(".", path) + "." + name + " is not in the schema"));
            }
        });
        properties.fieldNames().forEachRemaining(name -> {
            if (!values.has(name) && !name.equals("global")) {
                to.add(new Finding(
                        "values", FILE, String.join(".", path) + "." + name + " has no default in values.yaml"));
            } else if (values.path(name).isObject()) {
                var below = new ArrayList<>(path);
                below.add(name);
                sameKeys(values.path(name), below, to);
            }
        });
    }

    /** Components have only what differs from the defaults, and resources only what is set. */
    private static boolean isPartial(List<String> path) {
        return (path.size() == 2 && path.getFirst().equals("components"))
                || (!path.isEmpty() && path.getLast().equals("resources"));
    }
}
