package io.parley.flow.validation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a Flow can break.
 *
 * @param error Meta's error code
 * @param message text for the author; {@code {0}}, {@code {1}} … are values of the finding
 * @param since first version of Flow JSON that has the rule; null for all
 * @param until first version that no longer has it; null for none
 */
record FlowRule(
        String error,
        String message,
        @Nullable FlowVersion since,
        @Nullable FlowVersion until) {
    private static final int MAX_VALUE = 200;

    /** Returns the rule of an id that the checks use. */
    static FlowRule named(String id, Map<String, FlowRule> rules) {
        var rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("there is no rule " + id);
        }
        return rule;
    }

    String text(Object... values) {
        var text = message;
        for (var i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", shortened(String.valueOf(values[i])));
        }
        return text;
    }

    /** A value may be a text of any size. */
    private static String shortened(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
