package io.parley.messaging.message;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows into the column arrays that {@code unnest} takes. */
final class ColumnArrays {

    private ColumnArrays() {}

    static <T, C> C[] of(List<T> rows, Function<T, C> member, IntFunction<C[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
