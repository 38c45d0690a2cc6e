package io.parley.messaging.setup;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.directory.ImportSenders;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.setup.SetupCheckResponse;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Connects a business account to its network: subscribes to its webhooks, and creates senders for its numbers. */
@ApplicationScoped
class ConnectAccount {
    /** Below the ten seconds after which any request ends. */
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    private final Channels channels;
    private final Directory directory;
    private final ImportSenders senders;

    ConnectAccount(Channels channels, Directory directory, ImportSenders senders) {
        this.channels = channels;
        this.directory = directory;
        this.senders = senders;
    }

    Uni<List<SetupCheckResponse>> run(UUID accountId, UUID id) {
        var account = directory
                .whatsAppAccount(id)
                .filter(found -> found.accountId().equals(accountId) && found.active())
                .orElseThrow(Problems::notFound);
        return Multi.createFrom()
                .iterable(channels.all())
                .onItem()
                .transformToUniAndConcatenate(channel -> connect(channel, account))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList())
                .ifNoItem()
                .after(DEADLINE)
                .failWith(() -> Problems.unavailable(DEADLINE));
    }

    private Uni<List<SetupCheckResponse>> connect(Channel<?> channel, WhatsAppAccount account) {
        return channel.connectAccount(account)
                .chain(connected -> senders.run(channel.name(), account, connected.senders())
                        .map(imported -> responses(channel, connected.findings(), imported)));
    }

    private static List<SetupCheckResponse> responses(
            Channel<?> channel, List<SetupFinding> findings, List<SetupFinding> imported) {
        return Stream.concat(findings.stream(), imported.stream())
                .map(finding -> SetupCheckResponse.of(channel.name().value(), finding))
                .toList();
    }
}
