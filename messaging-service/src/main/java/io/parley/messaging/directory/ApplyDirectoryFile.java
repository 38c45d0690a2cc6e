package io.parley.messaging.directory;

import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.access.ApiKeys.GivenKey;
import io.parley.runtime.problem.ProblemException;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates and updates the entries of the directory file in one transaction. Never deletes entries or reactivates a
 * revoked key, and publishes only entries that change.
 */
@ApplicationScoped
class ApplyDirectoryFile {
    private static final int RETRIES = 3;

    private final DirectoryChanges changes;
    private final Accounts accounts;
    private final Keys keys;
    private final WhatsAppAccounts whatsAppAccounts;
    private final SenderDirectory senders;

    ApplyDirectoryFile(
            DirectoryChanges changes,
            Accounts accounts,
            Keys keys,
            WhatsAppAccounts whatsAppAccounts,
            SenderDirectory senders) {
        this.changes = changes;
        this.accounts = accounts;
        this.keys = keys;
        this.whatsAppAccounts = whatsAppAccounts;
        this.senders = senders;
    }

    /** Retries conflicts with another instance that applies the same file; the retry finds the entries. */
    Uni<Void> apply(DirectoryFile file) {
        return changes.commit(change -> each(file.accounts(), account -> account(change, account)))
                .onFailure(ProblemException.class)
                .retry()
                .atMost(RETRIES);
    }

    private Uni<Void> account(DirectoryChange change, DirectoryFile.Account declared) {
        var request = new AccountRequest(declared.name(), true);
        return find(declared)
                .chain(found -> found == null
                        ? accounts.add(change, declared.id(), request)
                        : Uni.createFrom().item(change.alter(found, () -> found.name = declared.name())))
                .map(account -> account.id)
                .call(id -> each(declared.keys(), key -> key(change, id, key)))
                .call(id -> each(declared.whatsappAccounts(), account -> whatsAppAccount(change, id, account)))
                .call(id -> each(declared.senders(), sender -> sender(change, id, sender)))
                .replaceWithVoid();
    }

    private Uni<AccountRow> find(DirectoryFile.Account declared) {
        return declared.id() == null
                ? accounts.find("name", Sort.by("createdAt", "id"), declared.name())
                        .firstResult()
                : accounts.findById(declared.id());
    }

    private Uni<?> key(DirectoryChange change, UUID accountId, DirectoryFile.Key declared) {
        var key = ApiKeys.parse(declared.key())
                .orElseThrow(() -> new IllegalStateException(
                        "The directory file has an invalid key; create one with the operator API or ./dev"));
        return keys.findById(key.id()).chain(found -> key(change, accountId, declared, key, found));
    }

    private Uni<ApiKeyRow> key(
            DirectoryChange change,
            UUID accountId,
            DirectoryFile.Key declared,
            GivenKey given,
            @Nullable ApiKeyRow found) {
        if (found == null) {
            return keys.add(change, accountId, given.id(), ApiKeys.hash(given.secret()), declared.request());
        }
        rejectForeign(accountId, found, "key " + found.id);
        return Uni.createFrom().item(change.alter(found, () -> {
            Keys.fill(found, declared.request());
            found.hash = ApiKeys.hash(given.secret());
        }));
    }

    private Uni<WhatsAppAccountRow> whatsAppAccount(
            DirectoryChange change, UUID accountId, WhatsAppAccountRequest declared) {
        return whatsAppAccounts.find("wabaId", declared.wabaId()).firstResult().chain(found -> {
            if (found == null) {
                return whatsAppAccounts.add(change, accountId, declared);
            }
            rejectForeign(accountId, found, "WhatsApp account " + declared.wabaId());
            return Uni.createFrom().item(change.alter(found, () -> WhatsAppAccounts.fill(found, declared)));
        });
    }

    private Uni<SenderRow> sender(DirectoryChange change, UUID accountId, SenderRequest declared) {
        return senders.find("channel = ?1 and identity = ?2", declared.channel(), declared.plainIdentity())
                .firstResult()
                .chain(found -> {
                    if (found == null) {
                        return senders.add(change, accountId, declared);
                    }
                    rejectForeign(accountId, found, "sender " + declared.channel() + " " + declared.plainIdentity());
                    return Uni.createFrom().item(change.alter(found, () -> SenderDirectory.fill(found, declared)));
                });
    }

    private static void rejectForeign(UUID accountId, DirectoryRow found, String entry) {
        if (!found.owner().equals(accountId)) {
            throw new IllegalStateException(
                    "The directory file assigns " + entry + " to one account, but it already belongs to another.");
        }
    }

    /** Runs sequentially, because a session does not allow concurrent use. */
    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
