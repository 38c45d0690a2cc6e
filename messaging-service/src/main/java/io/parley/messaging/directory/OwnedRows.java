package io.parley.messaging.directory;

import io.parley.runtime.problem.Problems;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.UUID;

/** Rows that belong to accounts. One of another account is as good as none: 404 for both. */
interface OwnedRows<R extends DirectoryRow, I> extends PanacheRepositoryBase<R, I> {

    default Uni<R> owned(UUID accountId, I id) {
        return findById(id).map(row -> ifOwned(accountId, row));
    }

    /** For changing it. */
    default Uni<R> locked(UUID accountId, I id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(row -> ifOwned(accountId, row));
    }

    private R ifOwned(UUID accountId, R row) {
        if (row == null || !row.owner().equals(accountId)) {
            throw Problems.notFound();
        }
        return row;
    }
}
