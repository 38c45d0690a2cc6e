package io.parley.messaging.setup;

import io.parley.messaging.queue.StatusDeadlineClock;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.http.ExternalUrls;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Checks what all channels share: the public address, and the way of webhooks through gateway and Kafka. */
@ApplicationScoped
class PlatformChecks {
    /** The gateway sends a heartbeat every two seconds. */
    private static final Duration TWO_HEARTBEATS = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ATTEMPTS = Math.toIntExact(TWO_HEARTBEATS.dividedBy(PAUSE));

    private final WebhookClock clock;
    private final ExternalUrls urls;

    PlatformChecks(WebhookClock clock, ExternalUrls urls) {
        this.clock = clock;
        this.urls = urls;
    }

    Uni<List<SetupFinding>> run() {
        return webhooks().map(webhooks -> List.of(publicUrl(), webhooks));
    }

    private SetupFinding publicUrl() {
        return urls.publicOrigin()
                .map(origin -> SetupFinding.ok("public URL", "the API's public URL is " + origin))
                .orElseGet(() -> SetupFinding.warning(
                        "public URL",
                        "parley.api.public-url is not set: URLs of files in callbacks point to this machine",
                        "Set it to the scheme, host and port under which customers reach the API."));
    }

    private Uni<SetupFinding> webhooks() {
        return clock.read()
                .chain(before -> arrival(before, ATTEMPTS))
                .onFailure()
                .recoverWithItem(failure -> SetupFinding.failed(
                        "webhooks", "unknown: " + Failures.describe(failure), "Check the service's database."));
    }

    /** Reads the clock until a heartbeat has moved it. */
    private Uni<SetupFinding> arrival(StatusDeadlineClock before, int attempts) {
        return clock.read().onItem().delayIt().by(PAUSE).chain(after -> {
            var finding = webhooks(before, after);
            return finding.result() == Result.OK || attempts == 1
                    ? Uni.createFrom().item(finding)
                    : arrival(before, attempts - 1);
        });
    }

    private static SetupFinding webhooks(StatusDeadlineClock before, StatusDeadlineClock after) {
        return after.healthyMs() > before.healthyMs()
                ? SetupFinding.ok("webhooks", "heartbeats of webhook-gateway arrive over Kafka")
                : SetupFinding.failed(
                        "webhooks",
                        "no heartbeat of webhook-gateway arrived in " + TWO_HEARTBEATS.toSeconds() + " seconds",
                        "Check that webhook-gateway runs and that it and this service use the same broker"
                                + " (kafka.bootstrap.servers).");
    }
}
