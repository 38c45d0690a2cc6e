package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ConnectedAccount;
import io.parley.messaging.channel.SetupFinding;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.messaging.channel.whatsapp.graph.GraphSetup;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks the WhatsApp Business Accounts of senders: whether Meta accepts the access token and knows the account, whether
 * webhooks are subscribed, and whether each number is registered.
 */
@Singleton
public class WhatsAppSetup {
    private static final int CONCURRENT_ACCOUNTS = 4;

    /** Pages of numbers, 100 each, that are read for one account. */
    private static final int MAX_PAGES = 20;

    private final GraphSetup setup;
    private final GraphAccounts accounts;
    private final GraphTokens connection;
    private final Directory directory;
    private final InstantSource time;

    WhatsAppSetup(
            GraphSetup setup, GraphAccounts accounts, GraphTokens connection, Directory directory, InstantSource time) {
        this.setup = setup;
        this.accounts = accounts;
        this.connection = connection;
        this.directory = directory;
        this.time = time;
    }

    /** Never fails. */
    public Uni<List<SetupFinding>> check(List<Sender> senders) {
        var byAccount = new TreeMap<String, List<Sender>>();
        var findings = new ArrayList<SetupFinding>();
        for (var sender : senders) {
            account(sender)
                    .ifPresentOrElse(
                            account -> byAccount
                                    .computeIfAbsent(account.wabaId(), waba -> new ArrayList<>())
                                    .add(sender),
                            () -> findings.add(NumberFindings.withoutAccount(sender)));
        }
        return Multi.createFrom()
                .iterable(byAccount.entrySet())
                .onItem()
                .transformToUni(this::check)
                .merge(CONCURRENT_ACCOUNTS)
                .collect()
                .asList()
                .map(all -> {
                    all.forEach(findings::addAll);
                    return findings;
                });
    }

    /** Subscribes the app to the webhooks of the sender's account, then checks the sender. Never fails. */
    public Uni<List<SetupFinding>> connect(Sender sender) {
        var account = account(sender).filter(connection::hasToken);
        return account.map(found -> setup.subscribe(found)
                        .chain(subscribed -> check(List.of(sender)))
                        .onFailure(GraphFailure.class)
                        .recoverWithItem(failure -> List.of(new AccountFindings(found).failed((GraphFailure) failure))))
                .orElseGet(() -> check(List.of(sender)));
    }

    /** Subscribes the app to the account's webhooks and lists its numbers. Never fails. */
    public Uni<ConnectedAccount> connectAccount(WhatsAppAccount account) {
        var findings = new AccountFindings(account);
        if (!connection.hasToken(account)) {
            return Uni.createFrom().item(new ConnectedAccount(List.of(), List.of(findings.withoutToken())));
        }
        return setup.subscribe(account)
                .chain(subscribed -> token(account, findings))
                .chain(token -> subscriptions(account, findings).map(webhooks -> List.of(token, webhooks)))
                .chain(of -> numbers(account, null, 1, new ArrayList<>())
                        .map(numbers -> new ConnectedAccount(NumberFindings.senders(numbers), of)))
                .onFailure(GraphFailure.class)
                .recoverWithItem(
                        failure -> new ConnectedAccount(List.of(), List.of(findings.failed((GraphFailure) failure))));
    }

    private Uni<List<SetupFinding>> check(Map.Entry<String, List<Sender>> ofAccount) {
        var senders = ofAccount.getValue();
        var account = account(senders.getFirst()).orElseThrow();
        var findings = new AccountFindings(account);
        if (!connection.hasToken(account)) {
            return Uni.createFrom().item(List.of(findings.withoutToken()));
        }
        return token(account, findings)
                .chain(token -> subscriptions(account, findings).map(webhooks -> List.of(token, webhooks)))
                .chain(of -> numbers(account, null, 1, new ArrayList<>())
                        .map(numbers -> concat(of, NumberFindings.of(senders, numbers))))
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure -> List.of(findings.failed((GraphFailure) failure)));
    }

    private Uni<SetupFinding> token(WhatsAppAccount account, AccountFindings findings) {
        return setup.token(account).map(report -> findings.ofToken(report, time.instant()));
    }

    private Uni<SetupFinding> subscriptions(WhatsAppAccount account, AccountFindings findings) {
        return setup.subscriptions(account).map(findings::ofSubscriptions);
    }

    private Uni<List<JsonNode>> numbers(WhatsAppAccount account, String after, int page, List<JsonNode> numbers) {
        return accounts.phoneNumbers(account, after).chain(answer -> {
            answer.path("data").forEach(numbers::add);
            var paging = answer.path("paging");
            return paging.has("next") && page < MAX_PAGES
                    ? numbers(account, paging.path("cursors").path("after").asText(), page + 1, numbers)
                    : Uni.createFrom().item(numbers);
        });
    }

    private Optional<WhatsAppAccount> account(Sender sender) {
        return Optional.ofNullable(sender.whatsAppAccountId()).flatMap(directory::whatsAppAccount);
    }

    private static List<SetupFinding> concat(List<SetupFinding> first, List<SetupFinding> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
