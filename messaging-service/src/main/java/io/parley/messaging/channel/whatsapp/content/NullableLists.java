package io.parley.messaging.channel.whatsapp.content;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Operations on lists that may be null. */
public final class NullableLists {
    private NullableLists() {}

    public static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    /** Returns null for null, so a member that was left out stays left out. */
    public static <T, R> List<R> map(List<T> list, Function<? super T, ? extends R> change) {
        return list == null ? null : list.stream().<R>map(change).toList();
    }
}
