package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ConnectedAccount;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.messaging.channel.whatsapp.graph.GraphSetup;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the way of webhooks from Meta and the WhatsApp Business Accounts of senders: whether Meta accepts the access
 * token and knows the account, whether webhooks are subscribed, and whether each number is registered.
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
    private final WebhookAddress webhook;
    private final CheckWebhook webhookCheck;
    private final InstantSource time;

    WhatsAppSetup(
            GraphSetup setup,
            GraphAccounts accounts,
            GraphTokens connection,
            Directory directory,
            WebhookAddress webhook,
            CheckWebhook webhookCheck,
            InstantSource time) {
        this.setup = setup;
        this.accounts = accounts;
        this.connection = connection;
        this.directory = directory;
        this.webhook = webhook;
        this.webhookCheck = webhookCheck;
        this.time = time;
    }

    /** Never fails. Without senders nothing is checked. */
    public Uni<List<SetupFinding>> check(List<Sender> senders) {
        return senders.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.combine()
                        .all()
                        .unis(webhookCheck.run(), checkSenders(senders))
                        .with(WhatsAppSetup::with);
    }

    /** Checks senders and their accounts. Never fails. */
    Uni<List<SetupFinding>> checkSenders(List<Sender> senders) {
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
                        .chain(subscribed -> checkSenders(List.of(sender)))
                        .onFailure(GraphFailure.class)
                        .recoverWithItem(failure -> List.of(findings(found).failed((GraphFailure) failure))))
                .orElseGet(() -> checkSenders(List.of(sender)));
    }

    /** Subscribes the app to the account's webhooks and lists its numbers. Never fails. */
    public Uni<ConnectedAccount> connectAccount(WhatsAppAccount account) {
        var findings = findings(account);
        if (!connection.hasToken(account)) {
            return Uni.createFrom().item(new ConnectedAccount(List.of(), List.of(findings.withoutToken())));
        }
        var found = new ArrayList<SetupFinding>();
        return setup.subscribe(account)
                .chain(subscribed -> tokenAndWebhooks(account, findings, found))
                .chain(checked -> numbers(account, null, 1, new ArrayList<>()))
                .map(numbers -> new ConnectedAccount(NumberFindings.senders(numbers), found))
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure ->
                        new ConnectedAccount(List.of(), with(found, findings.failed((GraphFailure) failure))));
    }

    private Uni<List<SetupFinding>> check(Map.Entry<String, List<Sender>> ofAccount) {
        var senders = ofAccount.getValue();
        var account = account(senders.getFirst()).orElseThrow();
        var findings = findings(account);
        if (!connection.hasToken(account)) {
            return Uni.createFrom().item(List.of(findings.withoutToken()));
        }
        var found = new ArrayList<SetupFinding>();
        return tokenAndWebhooks(account, findings, found)
                .chain(checked -> numbers(account, null, 1, new ArrayList<>()))
                .<List<SetupFinding>>map(numbers -> with(found, new NumberFindings(webhook).of(senders, numbers)))
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure -> with(found, findings.failed((GraphFailure) failure)));
    }

    /** @param found what was found is added, also if a later call fails */
    private Uni<Void> tokenAndWebhooks(WhatsAppAccount account, AccountFindings findings, List<SetupFinding> found) {
        return setup.token(account)
                .invoke(report -> found.add(findings.ofToken(report, time.instant())))
                .chain(report ->
                        setup.subscriptions(account).invoke(apps -> found.add(findings.ofSubscriptions(apps, report))))
                .replaceWithVoid();
    }

    private AccountFindings findings(WhatsAppAccount account) {
        return new AccountFindings(account, webhook);
    }

    private Uni<List<JsonNode>> numbers(
            WhatsAppAccount account, @Nullable String after, int page, List<JsonNode> numbers) {
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

    private static List<SetupFinding> with(SetupFinding first, List<SetupFinding> others) {
        return with(List.of(first), others);
    }

    private static List<SetupFinding> with(List<SetupFinding> first, SetupFinding last) {
        return with(first, List.of(last));
    }

    private static List<SetupFinding> with(List<SetupFinding> first, List<SetupFinding> others) {
        return Stream.concat(first.stream(), others.stream()).toList();
    }
}
