package io.parley.messaging.directory;

import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Manages the accounts of this deployment. An inactive account keeps its data, but its keys are rejected. */
@ApplicationScoped
class Accounts implements PanacheRepositoryBase<AccountRow, UUID> {
    private final DirectoryChanges changes;

    Accounts(DirectoryChanges changes) {
        this.changes = changes;
    }

    Uni<AccountRow> create(AccountRequest request) {
        return changes.commit(change -> add(change, null, request));
    }

    Uni<AccountRow> replace(UUID id, AccountRequest request) {
        return changes.commit(change -> locked(id).map(account -> change.alter(account, () -> fill(account, request))));
    }

    Uni<Void> deactivate(UUID id) {
        return changes.commit(change -> locked(id).map(account -> change.alter(account, () -> account.active = false)))
                .replaceWithVoid();
    }

    Uni<AccountRow> read(UUID id) {
        return Sessions.read(() -> existing(id));
    }

    Uni<Paged<List<AccountResponse>>> list(Page page) {
        return EntityPages.of(page, () -> findAll(Sort.by("createdAt", "id")), AccountResponse::of);
    }

    /** @param id null for a new one */
    Uni<AccountRow> add(DirectoryChange change, @Nullable UUID id, AccountRequest request) {
        var account = new AccountRow();
        account.id = id == null ? Ids.next() : id;
        account.createdAt = change.now();
        fill(account, request);
        return change.add(account);
    }

    Uni<AccountRow> existing(UUID id) {
        return findById(id).onItem().ifNull().failWith(Problems::notFound);
    }

    /** Runs the work in a session with the account; 404 if it does not exist. */
    <T> Uni<T> within(UUID id, Function<AccountRow, Uni<T>> work) {
        return Sessions.read(() -> existing(id).chain(work::apply));
    }

    Uni<AccountRow> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(Problems::notFound);
    }

    static void fill(AccountRow account, AccountRequest request) {
        account.name = request.name();
        account.active = request.active() == null || request.active();
    }
}
