package io.parley.runtime.background;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Work that is completed even if its caller no longer waits. A client that disconnects cancels the chain of its
 * request, which then reaches none of the later steps, for example the one that records what a provider has done.
 */
public final class Detached {

    private Detached() {}

    /** Runs the work; a cancellation ends the wait for the result but not the work. */
    public static <T> Uni<T> of(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(result -> work.get().subscribe().with(result::complete, result::fail));
    }
}
