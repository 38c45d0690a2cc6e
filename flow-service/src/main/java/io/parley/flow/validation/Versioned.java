package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A value of the schema that may differ between versions: one text or number, or an object with one for each version that
 * changed it.
 */
record Versioned(NavigableMap<FlowVersion, String> values) {

    @JsonCreator
    static Versioned of(JsonNode node) {
        var values = new TreeMap<FlowVersion, String>();
        if (node.isObject()) {
            node.fieldNames()
                    .forEachRemaining(version -> values.put(
                            FlowVersion.of(version), node.get(version).asText()));
        } else {
            values.put(FlowVersion.ALWAYS, node.asText());
        }
        return new Versioned(values);
    }

    Optional<String> at(FlowVersion version) {
        return Optional.ofNullable(values.floorEntry(version)).map(Map.Entry::getValue);
    }

    Optional<Integer> numberAt(FlowVersion version) {
        return at(version).map(Integer::valueOf);
    }
}
