package io.parley.messaging.setup;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.setup.SetupCheckResponse;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks all enabled channels and the platform at the same time. Nothing is stored, and no message is sent. Each part has
 * a deadline, so that a network that does not answer is a line of the result and does not fail the others.
 */
@ApplicationScoped
class CheckSetup {
    /** Below the ten seconds after which any request ends. */
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private static final String PLATFORM = "platform";

    private final Channels channels;
    private final Directory directory;
    private final PlatformChecks platform;

    CheckSetup(Channels channels, Directory directory, PlatformChecks platform) {
        this.channels = channels;
        this.directory = directory;
        this.platform = platform;
    }

    Uni<List<SetupCheckResponse>> run() {
        var parts = Stream.concat(
                        Stream.of(part(PLATFORM, platform.run())),
                        channels.all().stream().map(this::ofChannel))
                .toList();
        return Uni.join().all(parts).andFailFast().map(all -> all.stream()
                .flatMap(List::stream)
                .toList());
    }

    private Uni<List<SetupCheckResponse>> ofChannel(Channel<?> channel) {
        var senders = directory.senders(channel.name()).stream()
                .filter(Sender::active)
                .toList();
        var findings = Uni.createFrom()
                .deferred(() -> channel.checkSetup(senders))
                .map(found -> withSenders(found, senders.isEmpty()));
        return part(channel.name().value(), findings);
    }

    private static List<SetupFinding> withSenders(List<SetupFinding> findings, boolean none) {
        var missing = none
                ? Optional.of(SetupFinding.warning(
                        "senders",
                        "the directory has no active sender of this channel",
                        "Create one with POST /operator/v1/accounts/{accountId}/senders, or disable the channel."))
                : Optional.<SetupFinding>empty();
        return Stream.concat(findings.stream(), missing.stream()).toList();
    }

    private static Uni<List<SetupCheckResponse>> part(String component, Uni<List<SetupFinding>> findings) {
        return findings.ifNoItem()
                .after(DEADLINE)
                .recoverWithItem(() -> List.of(SetupFinding.failed(
                        "checks",
                        "not complete after " + DEADLINE.toSeconds() + " seconds",
                        "Check that this host reaches the network; its timeouts are in the settings of the channel.")))
                .map(all -> all.stream()
                        .map(finding -> SetupCheckResponse.of(component, finding))
                        .toList());
    }
}
