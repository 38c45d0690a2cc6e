package io.parley.messaging.channel.whatsapp.content;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Streams of lists that may be null. */
public final class NullableLists {
    private NullableLists() {}

    public static <T> Stream<T> stream(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
