package io.parley.flow.validation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a value may be. {@code schema.yaml} explains the members; a member that is null has no effect.
 */
record ValueSchema(
        List<String> is,
        boolean bind,
        FlowVersion required,
        FlowVersion since,
        FlowVersion until,
        List<String> oneOf,
        boolean constant,
        Versioned minChars,
        Versioned maxChars,
        Versioned minItems,
        Versioned maxItems,
        Map<String, Integer> maxItemsWith,
        Versioned min,
        Versioned max,
        Pattern pattern,
        Versioned format,
        Versioned maxKb,
        String expression,
        String emptyRule,
        List<String> bindItems,
        ValueSchema items,
        ValueSchema values,
        String shape,
        String union,
        List<String> of) {

    boolean isRequiredAt(FlowVersion version) {
        return required != null && version.isWithin(required, null) && version.isWithin(since, until);
    }

    /** Whether only the length of a text is limited. */
    boolean isFreeText() {
        return oneOf == null && pattern == null && format == null;
    }

    /** Returns the allowed types for a message. */
    String types() {
        return String.join(" or ", is);
    }
}
