package io.parley.gateway;

import io.parley.model.ProviderEvent;
import io.parley.model.Topics;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.EventPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Sends heartbeats to every partition of the messaging topic, which show that webhooks can be received. A message in
 * doubt is held until enough time with heartbeats has passed without a status; an outage of gateway or broker stops
 * that clock.
 */
@Singleton
class Heartbeat {

    private static final String PROVIDER = "gateway";
    private static final String KIND = "heartbeat";

    private final EventPublisher bus;
    private final InstantSource time;
    private final PeriodicTask task;

    Heartbeat(EventPublisher bus, Vertx vertx, InstantSource time, WebhookConfig settings) {
        this.bus = bus;
        this.time = time;
        this.task = PeriodicTask.named("heartbeat").every(settings.heartbeat()).build(vertx, this::beat);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Consumers detect missing heartbeats. */
    private Uni<Void> beat() {
        var json = "{\"schema\":%d,\"id\":\"%s\",\"provider\":\"%s\",\"kind\":\"%s\",\"sender\":\"\",\"key\":\"\","
                        .formatted(ProviderEvent.SCHEMA, UUID.randomUUID(), PROVIDER, KIND)
                + "\"receivedAt\":\"" + time.instant() + "\",\"payload\":{}}";
        return bus.publishToEveryPartition(Topics.MESSAGING_PROVIDER_EVENTS, json.getBytes(StandardCharsets.UTF_8));
    }
}
