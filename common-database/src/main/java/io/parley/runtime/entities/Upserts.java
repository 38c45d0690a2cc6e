package io.parley.runtime.entities;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/** Repository of rows that exist from their first change on. */
public interface Upserts<R, I> extends PanacheRepositoryBase<R, I> {

    /** Changes a row as {@link #upsert(Object, Supplier, Function, Consumer)} does. */
    default Uni<R> upsert(I id, Supplier<R> added, Consumer<R> change) {
        return upsert(id, added, row -> Uni.createFrom().voidItem().invoke(() -> change.accept(row)), row -> {});
    }

    /**
     * Changes a row in a transaction. Concurrent changes of one row are made one after the other: an existing row is
     * locked; of two transactions that insert it at the same time, the second fails and finds it when it is repeated.
     *
     * @param added creates the row if there is none
     * @param change may query the database
     * @param committed runs after the commit, even if the caller no longer waits
     */
    default Uni<R> upsert(I id, Supplier<R> added, Function<R, Uni<?>> change, Consumer<R> committed) {
        return Sessions.transaction(() -> upsert(id, added, change), committed)
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1);
    }

    private Uni<R> upsert(I id, Supplier<R> added, Function<R, Uni<?>> change) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .continueWith(added)
                .call(change)
                .call(this::persist);
    }
}
