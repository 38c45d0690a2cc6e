package io.parley.messaging.directory;

import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Manages the WhatsApp Business Accounts of the accounts. */
@ApplicationScoped
class WhatsAppAccounts implements OwnedRows<WhatsAppAccountRow, UUID> {
    private final DirectoryChanges changes;
    private final Accounts accounts;

    WhatsAppAccounts(DirectoryChanges changes, Accounts accounts) {
        this.changes = changes;
        this.accounts = accounts;
    }

    Uni<WhatsAppAccountRow> create(UUID accountId, WhatsAppAccountRequest request) {
        return changes.commit(change -> accounts.existing(accountId).chain(account -> add(change, accountId, request)));
    }

    Uni<WhatsAppAccountRow> replace(UUID accountId, UUID id, WhatsAppAccountRequest request) {
        if (request.id() != null && !request.id().equals(id)) {
            throw Problems.violation("id", "cannot be changed; leave it out");
        }
        return changes.commit(change -> locked(accountId, id).map(row -> change.alter(row, () -> fill(row, request))));
    }

    Uni<Void> deactivate(UUID accountId, UUID id) {
        return changes.commit(change -> locked(accountId, id).map(row -> change.alter(row, () -> row.active = false)))
                .replaceWithVoid();
    }

    Uni<WhatsAppAccountRow> read(UUID accountId, UUID id) {
        return accounts.within(accountId, account -> owned(accountId, id));
    }

    Uni<Paged<List<WhatsAppAccountResponse>>> list(UUID accountId, Page page) {
        return accounts.within(
                accountId,
                account -> EntityPages.of(
                        page, () -> find("accountId", Sort.by("name", "id"), accountId), WhatsAppAccountResponse::of));
    }

    Uni<WhatsAppAccountRow> add(DirectoryChange change, UUID accountId, WhatsAppAccountRequest request) {
        var row = new WhatsAppAccountRow();
        row.id = request.id() == null ? Ids.next() : request.id();
        row.accountId = accountId;
        fill(row, request);
        return change.add(row);
    }

    static void fill(WhatsAppAccountRow row, WhatsAppAccountRequest request) {
        row.wabaId = request.wabaId();
        row.name = request.name();
        row.active = request.active() == null || request.active();
    }
}
