package io.parley.messaging.directory;

import io.parley.messaging.channel.DiscoveredSender;
import io.parley.messaging.channel.SetupFinding;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return Multi.createFrom()
                .iterable(discovered)
                .onItem()
                .transformToUniAndConcatenate(sender -> known(channel, sender)
                        .map(existing -> Uni.createFrom().item(known(existing, account, sender)))
                        .orElseGet(() -> create(channel, account, sender)))
                .collect()
                .asList();
    }

    private Optional<Sender> known(ChannelName channel, DiscoveredSender sender) {
        return directory
                .sender(channel, sender.identity())
                .or(() -> directory.senderByProviderId(channel, sender.providerId()));
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

    private Uni<SetupFinding> create(ChannelName channel, WhatsAppAccount account, DiscoveredSender sender) {
        var request = new SenderRequest(
                channel.value(),
                sender.identity(),
                sender.name(),
                sender.providerId(),
                account.id(),
                null,
                Map.of(),
                true);
        return senders.create(account.accountId(), request)
                .map(row -> SetupFinding.ok(subject(sender), "sender " + row.id + " was created"))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> SetupFinding.failed(
                        subject(sender),
                        "it was not created: " + reason((ProblemException) failure),
                        "Create it by hand."));
    }

    private static String reason(ProblemException failure) {
        return Optional.ofNullable(failure.problem().detail())
                .orElse(failure.problem().title());
    }

    private static String subject(DiscoveredSender sender) {
        return "number " + sender.providerId();
    }
}
