package io.parley.messaging.directory;

import io.parley.runtime.problem.Problems;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Repository of rows that belong to accounts. A row of another account is treated as missing: 404. */
interface OwnedRows<R extends DirectoryRow, I> extends PanacheRepositoryBase<R, I> {

    default Uni<R> owned(UUID accountId, I id) {
        return findById(id).map(row -> requireOwned(accountId, row));
    }

    /** Locks the row for an update. */
    default Uni<R> locked(UUID accountId, I id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(row -> requireOwned(accountId, row));
    }

    private R requireOwned(UUID accountId, @Nullable R row) {
        if (row == null || !row.owner().equals(accountId)) {
            throw Problems.notFound();
        }
        return row;
    }
}
