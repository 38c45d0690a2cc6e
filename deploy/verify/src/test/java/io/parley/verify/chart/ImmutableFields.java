package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Fields that cannot change when a release is upgraded: the API refuses it, or another resource takes the old one's place. */
final class ImmutableFields {
    private static final Map<String, List<String>> FIELDS = Map.of(
            "Deployment", List.of("/spec/selector"),
            "Service", List.of("/spec/selector", "/spec/type"),
            "PersistentVolumeClaim", List.of("/spec/accessModes", "/spec/storageClassName"),
            "PodDisruptionBudget", List.of("/spec/selector"),
            "ServiceAccount", List.of());

    private ImmutableFields() {}

    /** The fields of each resource by its id. */
    static ObjectNode of(Rendered rendered) {
        var all = JsonNodeFactory.instance.objectNode();
        rendered.manifests().stream()
                .filter(manifest -> FIELDS.containsKey(manifest.kind()))
                .forEach(manifest -> all.set(manifest.id(), of(manifest)));
        return all;
    }

    private static JsonNode of(Manifest manifest) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (var field : FIELDS.get(manifest.kind())) {
            if (!manifest.json().at(field).isMissingNode()) {
                fields.set(field, manifest.json().at(field));
            }
        }
        return fields;
    }
}
