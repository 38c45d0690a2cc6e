package io.parley.flow.validation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be. {@code schema.yaml} explains the members; a member that is null has no effect.
 */
record ValueSchema(
        List<String> is,
        boolean bind,
        @Nullable FlowVersion required,
        @Nullable FlowVersion since,
        @Nullable FlowVersion until,
        @Nullable List<String> oneOf,
        boolean constant,
        @Nullable Versioned minChars,
        @Nullable Versioned maxChars,
        @Nullable Versioned minItems,
        @Nullable Versioned maxItems,
        @Nullable Map<String, Integer> maxItemsWith,
        @Nullable Versioned min,
        @Nullable Versioned max,
        @Nullable Pattern pattern,
        @Nullable Versioned format,
        @Nullable Versioned maxKb,
        @Nullable String expression,
        @Nullable String emptyRule,
        @Nullable List<String> bindItems,
        @Nullable ValueSchema items,
        @Nullable ValueSchema values,
        @Nullable String shape,
        @Nullable String union,
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
