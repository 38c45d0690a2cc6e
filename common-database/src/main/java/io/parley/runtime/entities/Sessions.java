package io.parley.runtime.entities;

import io.parley.runtime.background.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens all sessions of Hibernate Reactive. Two things would leak the connection and exhaust the pool: a query built
 * outside the session opens its own session, which is never closed; and a cancelled chain does not reach the step that
 * closes the session, for example when a client disconnects during its request. Therefore queries are built by
 * {@code work}, and a cancellation ends the wait for the result but not the work.
 */
public final class Sessions {

    private Sessions() {}

    /** Runs the work in a session, the current one if there is one. */
    public static <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Detached.of(() -> Panache.withSession(work));
    }

    /** Runs the work in a transaction; commits if it succeeds, otherwise rolls back. */
    public static <T> Uni<T> transaction(Supplier<Uni<T>> work) {
        return Detached.of(() -> committed(work));
    }

    /**
     * As {@link #transaction(Supplier)}, with a step after the commit.
     *
     * @param committed runs after the commit, even if the caller no longer waits
     */
    public static <T> Uni<T> transaction(Supplier<Uni<T>> work, Consumer<T> committed) {
        return Detached.of(() -> committed(work).invoke(committed));
    }

    /**
     * As {@link #transaction(Supplier)}, for work that collects changes to be published after the commit. Each attempt
     * has a collection of its own, so that a retry does not publish what was rolled back.
     *
     * @param changes creates the collection, once for each attempt
     * @param publish runs after the commit, even if the caller no longer waits
     */
    public static <C, T> Uni<T> transaction(Supplier<C> changes, Function<C, Uni<T>> work, Consumer<C> publish) {
        return Detached.of(() -> {
            var collected = changes.get();
            return committed(() -> work.apply(collected)).invoke(() -> publish.accept(collected));
        });
    }

    /** Fails as the work does, also if the roll back fails, since a lost connection rolls back by itself. */
    private static <T> Uni<T> committed(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work)
                .onFailure(CompositeException.class)
                .transform(several -> ((CompositeException) several).getCauses().getFirst());
    }
}
