package io.parley.messaging.directory;

import io.parley.messaging.channel.DiscoveredSender;
import io.parley.model.ChannelName;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.json.Violations;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates the senders that a network has for an account and the directory does not have yet. Changes no other. */
@ApplicationScoped
public class ImportSenders {
    private final SenderDirectory senders;
    private final Directory directory;

    ImportSenders(SenderDirectory senders, Directory directory) {
        this.senders = senders;
        this.directory = directory;
    }

    /** Returns one line for each sender. One that cannot be created does not fail the others. */
    public Uni<List<SetupFinding>> run(
            ChannelName channel, WhatsAppAccount account, List<DiscoveredSender> discovered) {
        var findings = new HashMap<DiscoveredSender, SetupFinding>();
        var missing = new HashMap<DiscoveredSender, SenderRequest>();
        for (var sender : discovered) {
            var request = request(channel, account, sender);
            var violations = senders.check(request, "");
            known(channel, sender)
                    .map(existing -> known(existing, account, sender))
                    .or(() -> violations.isEmpty() ? Optional.empty() : Optional.of(invalid(sender, violations)))
                    .ifPresentOrElse(finding -> findings.put(sender, finding), () -> missing.put(sender, request));
        }
        return create(account, missing)
                .invoke(findings::putAll)
                .map(created -> discovered.stream().map(findings::get).toList());
    }

    /** In one transaction, or each on its own if a sender among them was created elsewhere at the same time. */
    private Uni<Map<DiscoveredSender, SetupFinding>> create(
            WhatsAppAccount account, Map<DiscoveredSender, SenderRequest> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return senders.createAll(account.accountId(), List.copyOf(missing.values()))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.providerId, row -> row)))
                .map(rows -> missing.keySet().stream()
                        .collect(Collectors.toMap(sender -> sender, sender -> created(sender, rowOf(sender, rows)))))
                .onFailure(ProblemException.class)
                .recoverWithUni(() -> createEach(account, missing));
    }

    private static SenderRow rowOf(DiscoveredSender sender, Map<String, SenderRow> rows) {
        return Objects.requireNonNull(rows.get(sender.providerId()), "each request has a row");
    }

    private Uni<Map<DiscoveredSender, SetupFinding>> createEach(
            WhatsAppAccount account, Map<DiscoveredSender, SenderRequest> missing) {
        return Multi.createFrom()
                .iterable(missing.entrySet())
                .onItem()
                .transformToUniAndConcatenate(request -> create(account, request.getKey(), request.getValue())
                        .map(finding -> Map.entry(request.getKey(), finding)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<SetupFinding> create(WhatsAppAccount account, DiscoveredSender sender, SenderRequest request) {
        return senders.create(account.accountId(), request)
                .map(row -> created(sender, row))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> notCreated(sender, reason((ProblemException) failure)));
    }

    private Optional<Sender> known(ChannelName channel, DiscoveredSender sender) {
        return directory
                .sender(channel, sender.identity())
                .or(() -> directory.senderByProviderId(channel, sender.providerId()));
    }

    private static SenderRequest request(ChannelName channel, WhatsAppAccount account, DiscoveredSender sender) {
        return new SenderRequest(
                channel.value(),
                sender.identity(),
                sender.name(),
                sender.providerId(),
                account.id(),
                null,
                Map.of(),
                true);
    }

    private static SetupFinding known(Sender existing, WhatsAppAccount account, DiscoveredSender sender) {
        var isOurs = account.id().equals(existing.whatsAppAccountId());
        return isOurs
                ? SetupFinding.ok(subject(sender), "it is sender " + existing.id())
                : SetupFinding.failed(
                        subject(sender),
                        "it is sender " + existing.id() + " already, which does not belong to this WhatsApp account",
                        "Set whatsAppAccountId of that sender, or deactivate it.");
    }

    private static SetupFinding created(DiscoveredSender sender, SenderRow row) {
        return SetupFinding.ok(subject(sender), "sender " + row.id + " was created");
    }

    private static SetupFinding invalid(DiscoveredSender sender, Violations violations) {
        return notCreated(
                sender, violations.list().stream().map(Violation::message).collect(Collectors.joining("; ")));
    }

    private static SetupFinding notCreated(DiscoveredSender sender, String reason) {
        return SetupFinding.failed(subject(sender), "it was not created: " + reason, "Create it by hand.");
    }

    private static String reason(ProblemException failure) {
        return Optional.ofNullable(failure.problem().detail())
                .orElse(failure.problem().title());
    }

    private static String subject(DiscoveredSender sender) {
        return "number " + sender.providerId();
    }
}
