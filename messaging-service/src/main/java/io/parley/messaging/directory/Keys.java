package io.parley.messaging.directory;

import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.access.ApiKeys.NewKey;
import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Manages the API keys of the accounts. A key is returned only when it is created; a revoked key stays revoked. */
@ApplicationScoped
class Keys implements OwnedRows<ApiKeyRow, String> {
    private final DirectoryChanges changes;
    private final Accounts accounts;
    private final int maxActive;

    Keys(DirectoryChanges changes, Accounts accounts, DirectoryFileConfig settings) {
        this.changes = changes;
        this.accounts = accounts;
        this.maxActive = settings.maxActiveKeys();
    }

    Uni<KeyResponse> create(UUID accountId, KeyRequest request) {
        var key = ApiKeys.generate();
        return changes.commit(change -> accounts.locked(accountId)
                        .call(account -> requireFreeSlot(change, accountId))
                        .chain(account -> add(change, accountId, key.id(), key.hash(), request)))
                .map(row -> KeyResponse.of(row, key.text()));
    }

    Uni<ApiKeyRow> replace(UUID accountId, String id, KeyRequest request) {
        return changes.commit(change -> locked(accountId, id).map(key -> change.alter(key, () -> fill(key, request))));
    }

    Uni<Void> revoke(UUID accountId, String id) {
        return changes.commit(change -> locked(accountId, id).map(key -> change.alter(key, () -> revoke(change, key))))
                .replaceWithVoid();
    }

    /** Creates a key with the scopes of the old one, which expires after the overlap or immediately. */
    Uni<KeyResponse> rotate(UUID accountId, String id, RotationRequest request) {
        var generated = ApiKeys.generate();
        return changes.commit(change -> accounts.locked(accountId)
                        .chain(account -> locked(accountId, id))
                        .invoke(old -> requireValid(change, old))
                        .chain(old -> successor(change, old, generated, request)))
                .map(row -> KeyResponse.of(row, generated.text()));
    }

    Uni<ApiKeyRow> read(UUID accountId, String id) {
        return accounts.within(accountId, account -> owned(accountId, id));
    }

    Uni<Paged<List<KeyResponse>>> list(UUID accountId, Page page) {
        return accounts.within(
                accountId,
                account -> EntityPages.of(
                        page, () -> find("accountId", Sort.by("createdAt", "id"), accountId), KeyResponse::of));
    }

    Uni<ApiKeyRow> add(DirectoryChange change, UUID accountId, String id, String hash, KeyRequest request) {
        var key = new ApiKeyRow();
        key.id = id;
        key.accountId = accountId;
        key.hash = hash;
        key.createdAt = change.now();
        fill(key, request);
        return change.add(key);
    }

    static void fill(ApiKeyRow key, KeyRequest request) {
        key.name = request.name();
        key.scopes = Scopes.store(request.scopes(), Scopes.OF_KEYS);
        key.expiresAt = request.expiresAt();
    }

    private Uni<ApiKeyRow> successor(DirectoryChange change, ApiKeyRow old, NewKey generated, RotationRequest request) {
        var end = change.now().plusSeconds(request.overlap());
        change.alter(old, () -> {
            if (request.overlap() == 0) {
                revoke(change, old);
            } else if (old.expiresAt == null || end.isBefore(old.expiresAt)) {
                old.expiresAt = end;
            }
        });
        var key = new ApiKeyRow();
        key.id = generated.id();
        key.accountId = old.accountId;
        key.hash = generated.hash();
        key.createdAt = change.now();
        key.name = old.name;
        key.scopes = old.scopes;
        return change.add(key);
    }

    private Uni<Void> requireFreeSlot(DirectoryChange change, UUID accountId) {
        return count(
                        "accountId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
                        accountId,
                        change.now())
                .invoke(active -> {
                    if (active >= maxActive) {
                        throw Problems.conflict(
                                "The account has " + active + " valid keys, which is the maximum; revoke one first.");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireValid(DirectoryChange change, ApiKeyRow key) {
        if (!key.isValid(change.now())) {
            throw Problems.conflict("The key is revoked or expired; create a new one instead.");
        }
    }

    private static void revoke(DirectoryChange change, ApiKeyRow key) {
        key.revokedAt = key.revokedAt == null ? change.now() : key.revokedAt;
    }
}
