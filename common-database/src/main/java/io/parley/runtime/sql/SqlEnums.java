package io.parley.runtime.sql;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Names of enum constants in the database: in lower case, as the labels of a Postgres enum type. */
public final class SqlEnums {

    private static final Map<Enum<?>, String> LABELS = new ConcurrentHashMap<>();

    private SqlEnums() {}

    /** The label of the constant; null for null. */
    public static @Nullable String label(@Nullable Enum<?> constant) {
        return constant == null
                ? null
                : LABELS.computeIfAbsent(constant, one -> one.name().toLowerCase(Locale.ROOT));
    }

    /** The constant of the label; null for null. */
    static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String label) {
        return label == null ? null : Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
    }
}
