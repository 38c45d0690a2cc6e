package io.parley.messaging.directory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Opens all database sessions of this package. Two things would leak the connection and exhaust the pool: a query built
 * outside the session opens its own session, which is never closed; and a cancelled chain does not reach the step that
 * closes the session, for example when a client disconnects during its request. Therefore queries are built by
 * {@code work}, and a cancellation ends the wait for the result but not the work.
 */
final class Sessions {

    private Sessions() {}

    /** Runs the work in a session, the current one if there is one. */
    static <T> Uni<T> read(Supplier<Uni<T>> work) {
        return uncancellable(() -> Panache.withSession(work));
    }

    /**
     * Runs the work in a transaction; commits if it succeeds, otherwise rolls back.
     *
     * @param committed runs after the commit, even if the caller no longer waits
     */
    static <T> Uni<T> transaction(Supplier<Uni<T>> work, Runnable committed) {
        return uncancellable(() -> Panache.withTransaction(work).invoke(committed));
    }

    private static <T> Uni<T> uncancellable(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(result -> work.get().subscribe().with(result::complete, result::fail));
    }
}
