package io.parley.messaging.channel.whatsapp;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists that may be missing. */
final class NullableLists {
    private NullableLists() {}

    static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    /** Null stays null: a member that was left out is left out. */
    static <T, R> List<R> map(List<T> list, Function<? super T, ? extends R> change) {
        return list == null ? null : list.stream().<R>map(change).toList();
    }
}
