package io.parley.gateway;

import io.parley.model.ProviderEvent;
import io.parley.model.Topics;
import io.parley.runtime.bus.EventPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
    private final Vertx vertx;
    private final InstantSource time;
    private final long everyMillis;
    private long timer = -1;

    Heartbeat(EventPublisher bus, Vertx vertx, InstantSource time, WebhookConfig settings) {
        this.bus = bus;
        this.vertx = vertx;
        this.time = time;
        this.everyMillis = settings.heartbeat().toMillis();
    }

    void start(@Observes StartupEvent event) {
        beat();
        timer = vertx.setPeriodic(everyMillis, tick -> beat());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void beat() {
        var json = "{\"schema\":%d,\"id\":\"%s\",\"provider\":\"%s\",\"kind\":\"%s\",\"sender\":\"\",\"key\":\"\","
                        .formatted(ProviderEvent.SCHEMA, UUID.randomUUID(), PROVIDER, KIND)
                + "\"receivedAt\":\"" + time.instant() + "\",\"payload\":{}}";
        bus.publishToEveryPartition(Topics.MESSAGING_PROVIDER_EVENTS, json.getBytes(StandardCharsets.UTF_8))
                .subscribe()
                .with(done -> {}, failure -> {}); // consumers detect missing heartbeats
    }
}
