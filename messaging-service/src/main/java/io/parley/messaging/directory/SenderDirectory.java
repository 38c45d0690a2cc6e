package io.parley.messaging.directory;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.model.Scope;
import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.json.Violations;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Manages the senders of the accounts. For customers, an inactive sender does not exist. */
@ApplicationScoped
class SenderDirectory implements OwnedRows<SenderRow, UUID> {
    private final DirectoryChanges changes;
    private final Accounts accounts;
    private final WhatsAppAccounts whatsAppAccounts;
    private final Channels channels;

    SenderDirectory(DirectoryChanges changes, Accounts accounts, WhatsAppAccounts whatsAppAccounts, Channels channels) {
        this.changes = changes;
        this.accounts = accounts;
        this.whatsAppAccounts = whatsAppAccounts;
        this.channels = channels;
    }

    Uni<SenderRow> create(UUID accountId, SenderRequest request) {
        check(request, "").throwIfAny();
        return changes.commit(change -> accounts.existing(accountId)
                .chain(account -> checkWhatsAppAccount(accountId, request))
                .chain(() -> add(change, accountId, request)));
    }

    /** Creates senders of one WhatsApp account that are {@link #check valid}: all in one transaction, or none. */
    Uni<List<SenderRow>> createAll(UUID accountId, List<SenderRequest> requests) {
        return changes.commit(change -> accounts.existing(accountId)
                .chain(account -> checkWhatsAppAccount(accountId, requests.getFirst()))
                .chain(() -> Multi.createFrom()
                        .iterable(requests)
                        .onItem()
                        .transformToUniAndConcatenate(request -> add(change, accountId, request))
                        .collect()
                        .asList()));
    }

    Uni<SenderRow> replace(UUID accountId, UUID id, SenderRequest request) {
        check(request, "").throwIfAny();
        return changes.commit(change -> locked(accountId, id)
                .invoke(row -> rejectChangedKey(row, request))
                .call(row -> checkWhatsAppAccount(accountId, request))
                .map(row -> change.alter(row, () -> fill(row, request))));
    }

    Uni<Void> deactivate(UUID accountId, UUID id) {
        return changes.commit(change -> locked(accountId, id).map(row -> change.alter(row, () -> row.active = false)))
                .replaceWithVoid();
    }

    Uni<SenderRow> read(UUID accountId, UUID id) {
        return accounts.within(accountId, account -> owned(accountId, id));
    }

    Uni<Paged<List<SenderResponse>>> list(UUID accountId, Page page) {
        return accounts.within(
                accountId,
                account -> EntityPages.of(
                        page, () -> find("accountId", Sort.by("channel", "identity"), accountId), SenderResponse::of));
    }

    Uni<SenderRow> add(DirectoryChange change, UUID accountId, SenderRequest request) {
        var row = new SenderRow();
        row.id = Ids.next();
        row.accountId = accountId;
        row.channel = request.channel();
        row.identity = request.plainIdentity();
        fill(row, request);
        return change.add(row);
    }

    /** Checks the rules that need more than the request itself. */
    Violations check(SenderRequest request, String path) {
        var violations = new Violations();
        channels.named(request.channel())
                .ifPresentOrElse(
                        channel -> checkIdentity(request, channel, path, violations),
                        () -> violations.add(path + "channel", "must be one of " + names()));
        if (request.whatsAppAccountId() != null && request.providerId() == null) {
            violations.add(path + "providerId", "must be given with whatsAppAccountId: Meta's phone_number_id");
        }
        Scopes.check(request.scopes(), Scope::ofChannel, path + "scopes", violations);
        return violations;
    }

    private static void checkIdentity(SenderRequest request, Channel<?> channel, String path, Violations violations) {
        channel.validateIdentity(request.plainIdentity()).ifPresent(error -> violations.add(path + "identity", error));
    }

    static void fill(SenderRow row, SenderRequest request) {
        row.name = request.name();
        row.providerId = request.providerId() == null ? row.identity : request.providerId();
        row.whatsAppAccountId = request.whatsAppAccountId();
        row.scopes = Scopes.store(request.scopes(), Scopes.OF_SENDERS);
        row.attributes = new JsonObject();
        (request.attributes() == null ? Map.<String, String>of() : request.attributes()).forEach(row.attributes::put);
        row.active = request.active() == null || request.active();
    }

    private Uni<Void> checkWhatsAppAccount(UUID accountId, SenderRequest request) {
        if (request.whatsAppAccountId() == null) {
            return Uni.createFrom().voidItem();
        }
        return whatsAppAccounts
                .findById(request.whatsAppAccountId())
                .invoke(found -> {
                    if (found == null || !found.accountId.equals(accountId)) {
                        throw Problems.violation("whatsAppAccountId", "must be a WhatsApp account of this account");
                    }
                })
                .replaceWithVoid();
    }

    private String names() {
        return channels.all().stream().map(Channel::name).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void rejectChangedKey(SenderRow row, SenderRequest request) {
        var violations = new Violations();
        if (!row.channel.equals(request.channel())) {
            violations.add("channel", "cannot be changed; it is " + row.channel);
        }
        if (!row.identity.equals(request.plainIdentity())) {
            violations.add("identity", "cannot be changed; it is " + row.identity);
        }
        violations.throwIfAny();
    }
}
