package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A value of the schema that may differ between versions: one text or number, or an object with one for each version that
 * changed it.
 *
 * @param values latest version first
 */
record Versioned(List<Value> values) {

    /**
     * A value from one version on.
     *
     * @param number empty if the text is not a number
     */
    record Value(FlowVersion since, Optional<String> text, Optional<Integer> number) {
        private static final Value NONE = new Value(FlowVersion.ALWAYS, Optional.empty(), Optional.empty());

        private static Value of(FlowVersion since, JsonNode node) {
            return new Value(
                    since, Optional.of(node.asText()), node.isInt() ? Optional.of(node.intValue()) : Optional.empty());
        }
    }

    @JsonCreator
    static Versioned of(JsonNode node) {
        var values = new ArrayList<Value>();
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> values.add(Value.of(FlowVersion.of(member.getKey()), member.getValue())));
        } else {
            values.add(Value.of(FlowVersion.ALWAYS, node));
        }
        values.sort(Comparator.comparing(Value::since).reversed());
        return new Versioned(List.copyOf(values));
    }

    Optional<String> at(FlowVersion version) {
        return valueAt(version).text();
    }

    Optional<Integer> numberAt(FlowVersion version) {
        return valueAt(version).number();
    }

    private Value valueAt(FlowVersion version) {
        for (var value : values) {
            if (version.isWithin(value.since(), null)) {
                return value;
            }
        }
        return Value.NONE;
    }
}
