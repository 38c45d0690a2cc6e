package io.parley.messaging.overview;

import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.console.ConsoleConfig;
import io.parley.messaging.overview.InstanceReport.OpenBreaker;
import io.parley.messaging.queue.SenderCircuitBreakers;
import io.parley.runtime.background.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reports the connections and circuit breakers of this instance, so that every instance can show those of all. */
@ApplicationScoped
class ReportInstance {
    private final InstanceReports reports;
    private final Channels channels;
    private final SenderCircuitBreakers senders;
    private final EndpointLimiters endpoints;
    private final String instance;
    private final Instant startedAt;
    private final boolean enabled;
    private final PeriodicTask task;

    /** @param instance name of this instance, the same after a restart */
    ReportInstance(
            InstanceReports reports,
            Channels channels,
            SenderCircuitBreakers senders,
            EndpointLimiters endpoints,
            ConsoleConfig config,
            InstantSource time,
            Vertx vertx,
            @ConfigProperty(name = "parley.instance", defaultValue = "${HOSTNAME:local}") String instance) {
        this.reports = reports;
        this.channels = channels;
        this.senders = senders;
        this.endpoints = endpoints;
        this.instance = instance;
        this.startedAt = time.instant().truncatedTo(ChronoUnit.MILLIS);
        this.enabled = config.enabled();
        this.task = PeriodicTask.named("instance-report")
                .every(config.reportInterval())
                .build(vertx, this::report);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            task.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> report() {
        var connections = channels.all().stream()
                .flatMap(channel -> channel.connections().stream())
                .toList();
        var open = senders.open().entrySet().stream()
                .map(entry -> new OpenBreaker(entry.getKey(), entry.getValue().toMillis()))
                .toList();
        return reports.store(new InstanceReport(instance, null, startedAt, connections, open, endpoints.open()));
    }
}
