package io.parley.flow.validation.expression;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Type of a value in a Flow, as far as it is known before the Flow runs. */
public enum ValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    /** Depends on data that has no schema. It fits everything. */
    UNKNOWN;

    private static final Map<String, ValueType> BY_NAME =
            Map.of("string", STRING, "number", NUMBER, "boolean", BOOLEAN, "object", OBJECT, "array", ARRAY);

    /** Returns the type of a JSON name; {@link #UNKNOWN} for another name. */
    public static ValueType of(@Nullable String name) {
        return name == null ? UNKNOWN : BY_NAME.getOrDefault(name, UNKNOWN);
    }

    public boolean fits(ValueType other) {
        return this == other || this == UNKNOWN || other == UNKNOWN;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
