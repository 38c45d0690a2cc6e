package io.parley.messaging.setup;

import io.parley.messaging.channel.Channels;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.setup.SetupCheckResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Connects a sender to its network: registers its webhook where the network's API can, and checks it. */
@ApplicationScoped
class ConnectSender {
    /** Below the ten seconds after which any request ends. */
    private static final Duration DEADLINE = Duration.ofSeconds(9);

    private final Channels channels;
    private final Directory directory;

    ConnectSender(Channels channels, Directory directory) {
        this.channels = channels;
        this.directory = directory;
    }

    Uni<List<SetupCheckResponse>> run(UUID accountId, UUID senderId) {
        var sender = directory
                .sender(senderId)
                .filter(found -> found.accountId().equals(accountId))
                .orElseThrow(Problems::notFound);
        return channels.named(sender.channel().value())
                .map(channel -> channel.connect(sender)
                        .ifNoItem()
                        .after(DEADLINE)
                        .failWith(() -> Problems.unavailable(DEADLINE))
                        .map(findings -> findings.stream()
                                .map(finding -> SetupCheckResponse.of(name(sender), finding))
                                .toList()))
                .orElseThrow(
                        () -> Problems.conflict("The channel " + name(sender) + " is disabled in this deployment."));
    }

    private static String name(Sender sender) {
        return sender.channel().value();
    }
}
