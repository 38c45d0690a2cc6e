package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rule of one property, as {@code text|list! max 80 since 5.1} in flow-components.json.
 *
 * @param types JSON types: text, bool, number, list or object
 * @param min minimum number of items
 * @param max maximum number of characters or items; 0 for none
 * @param since first version that has the property; null for all
 * @param allowed allowed texts; empty for all
 * @param shape shape of the object or of the items; null for none
 */
record PropertyRule(
        List<String> types, boolean required, int min, int max, String since, List<String> allowed, String shape) {

    static PropertyRule of(String notation) {
        var words = notation.split(" ");
        var required = words[0].endsWith("!");
        var types = (required ? words[0].substring(0, words[0].length() - 1) : words[0]).split("\\|");
        var min = 0;
        var max = 0;
        String since = null;
        String shape = null;
        var allowed = new ArrayList<String>();
        for (var i = 1; i < words.length; i += 2) {
            var value = words[i + 1];
            switch (words[i]) {
                case "min" -> min = Integer.parseInt(value);
                case "max" -> max = Integer.parseInt(value);
                case "since" -> since = value;
                case "in" -> allowed.addAll(Arrays.asList(value.split("\\|")));
                case "of" -> shape = value;
                default -> throw new IllegalArgumentException("unknown word in " + notation);
            }
        }
        return new PropertyRule(List.of(types), required, min, max, since, List.copyOf(allowed), shape);
    }

    /** Returns whether the value is a binding or an expression, which may stand for a value of any type. */
    static boolean isDynamic(JsonNode value) {
        var text = value.asText("");
        return value.isTextual()
                && (text.startsWith("${") || text.length() > 1 && text.startsWith("`") && text.endsWith("`"));
    }

    boolean hasType(JsonNode value) {
        return types.stream().anyMatch(type -> switch (type) {
            case "text" -> value.isTextual();
            case "bool" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "list" -> value.isArray();
            default -> value.isObject();
        });
    }
}
