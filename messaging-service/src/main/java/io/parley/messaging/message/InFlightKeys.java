package io.parley.messaging.message;

import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Idempotency keys of requests in flight in this instance; a second request with the same key gets 409. */
final class InFlightKeys {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    <T> Uni<T> once(@Nullable IdempotencyKey key, Supplier<Uni<T>> work) {
        if (key == null) {
            return work.get();
        }
        if (!keys.add(key.id())) {
            throw Problems.conflict("A request with this Idempotency-Key is still running.");
        }
        return work.get().onTermination().invoke(() -> keys.remove(key.id()));
    }
}
