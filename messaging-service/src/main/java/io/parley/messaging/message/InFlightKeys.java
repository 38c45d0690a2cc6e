package io.parley.messaging.message;

import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Repeatable requests that this instance works on now: a second one with the same name is told to come back. */
final class InFlightKeys {

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    <T> Uni<T> once(IdempotencyKey repeatable, Supplier<Uni<T>> work) {
        if (repeatable == null) {
            return work.get();
        }
        if (!names.add(repeatable.id())) {
            throw Problems.conflict("A request with this Idempotency-Key is still running.");
        }
        return work.get().onTermination().invoke(() -> names.remove(repeatable.id()));
    }
}
