package io.parley.messaging.directory;

import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.access.ApiKeys.GivenKey;
import io.parley.runtime.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes the directory contain what the file names, in one transaction. Never deletes, never brings a revoked key back, and
 * tells nobody about what already was as the file wants it.
 */
@ApplicationScoped
class ApplyDirectoryFile {
    private static final int TRIES = 3;

    private final DirectoryChanges changes;
    private final Accounts accounts;
    private final Keys keys;
    private final WhatsAppAccounts whatsAppAccounts;
    private final SenderDirectory identities;

    ApplyDirectoryFile(
            DirectoryChanges changes,
            Accounts accounts,
            Keys keys,
            WhatsAppAccounts whatsAppAccounts,
            SenderDirectory identities) {
        this.changes = changes;
        this.accounts = accounts;
        this.keys = keys;
        this.whatsAppAccounts = whatsAppAccounts;
        this.identities = identities;
    }

    /** Another instance may do the same at the same time: who comes second finds everything in place. */
    Uni<Void> apply(DirectoryFile file) {
        return changes.commit(change -> each(file.accounts(), account -> account(change, account)))
                .onFailure(ProblemException.class)
                .retry()
                .atMost(TRIES);
    }

    private Uni<Void> account(DirectoryChange change, DirectoryFile.Account named) {
        var request = new AccountRequest(named.name(), true);
        return find(named)
                .chain(found -> found == null
                        ? accounts.add(change, named.id(), request)
                        : Uni.createFrom().item(change.alter(found, () -> found.name = named.name())))
                .map(account -> account.id)
                .call(id -> each(named.keys(), key -> key(change, id, key)))
                .call(id -> each(named.whatsappAccounts(), account -> whatsAppAccount(change, id, account)))
                .call(id -> each(named.senders(), sender -> sender(change, id, sender)))
                .replaceWithVoid();
    }

    private Uni<AccountRow> find(DirectoryFile.Account named) {
        return named.id() == null
                ? accounts.find("name", Paging.by("createdAt", "id"), named.name())
                        .firstResult()
                : accounts.findById(named.id());
    }

    private Uni<?> key(DirectoryChange change, UUID accountId, DirectoryFile.Key named) {
        var key = ApiKeys.parse(named.key())
                .orElseThrow(() -> new IllegalStateException(
                        "The directory file has a key that is none; make one by the operator API or ./dev"));
        return keys.findById(key.id()).chain(found -> key(change, accountId, named, key, found));
    }

    private Uni<ApiKeyRow> key(
            DirectoryChange change, UUID accountId, DirectoryFile.Key named, GivenKey given, ApiKeyRow found) {
        if (found == null) {
            return keys.add(change, accountId, given.id(), ApiKeys.hash(given.secret()), named.request());
        }
        refuseForeign(accountId, found, "key " + found.id);
        return Uni.createFrom().item(change.alter(found, () -> {
            Keys.fill(found, named.request());
            found.hash = ApiKeys.hash(given.secret());
        }));
    }

    private Uni<WhatsAppAccountRow> whatsAppAccount(
            DirectoryChange change, UUID accountId, WhatsAppAccountRequest named) {
        return whatsAppAccounts.find("wabaId", named.wabaId()).firstResult().chain(found -> {
            if (found == null) {
                return whatsAppAccounts.add(change, accountId, named);
            }
            refuseForeign(accountId, found, "WhatsApp account " + named.wabaId());
            return Uni.createFrom().item(change.alter(found, () -> WhatsAppAccounts.fill(found, named)));
        });
    }

    private Uni<SenderRow> sender(DirectoryChange change, UUID accountId, SenderRequest named) {
        return identities
                .find("channel = ?1 and identity = ?2", named.channel(), named.plainIdentity())
                .firstResult()
                .chain(found -> {
                    if (found == null) {
                        return identities.add(change, accountId, named);
                    }
                    refuseForeign(accountId, found, "sender " + named.channel() + " " + named.plainIdentity());
                    return Uni.createFrom().item(change.alter(found, () -> SenderDirectory.fill(found, named)));
                });
    }

    private static void refuseForeign(UUID accountId, DirectoryRow found, String what) {
        if (!found.owner().equals(accountId)) {
            throw new IllegalStateException(
                    "The directory file gives " + what + " to one account, but it already belongs to another.");
        }
    }

    /** One after the other: a session is not for parallel use. */
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
