package io.parley.flow.validation.expression;

import java.util.Locale;
import java.util.Set;

/** Type of a value in a Flow, as far as it is known before the Flow runs. */
public enum ValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    /** Depends on data that has no schema. It fits everything. */
    UNKNOWN;

    private static final Set<String> KNOWN = Set.of("string", "number", "boolean", "object", "array");

    /** Returns the type of a JSON name; {@link #UNKNOWN} for another name. */
    public static ValueType of(String name) {
        return name != null && KNOWN.contains(name) ? valueOf(name.toUpperCase(Locale.ROOT)) : UNKNOWN;
    }

    public boolean fits(ValueType other) {
        return this == other || this == UNKNOWN || other == UNKNOWN;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
