package io.parley.messaging.channel.sms;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Runs blocking calls at the same time, each on a virtual thread. */
final class Concurrently {
    private Concurrently() {}

    /** Returns the results in the order of the items. */
    static <T, R> List<R> map(Collection<T> items, Function<T, R> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> call.apply(item), threads))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        }
    }
}
