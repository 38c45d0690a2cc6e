package io.parley.runtime.sql;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names of enum constants in the database: in lower case, as the labels of a Postgres enum type. */
public final class SqlEnums {

    private static final Map<Enum<?>, String> LABELS = new ConcurrentHashMap<>();

    private SqlEnums() {}

    /** The label of the constant; null for null. */
    public static String label(Enum<?> constant) {
        return constant == null
                ? null
                : LABELS.computeIfAbsent(constant, one -> one.name().toLowerCase(Locale.ROOT));
    }

    /** The constant of the label; null for null. */
    static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return label == null ? null : Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
    }
}
