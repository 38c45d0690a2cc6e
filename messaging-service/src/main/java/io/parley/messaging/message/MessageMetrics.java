package io.parley.messaging.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.time.Elapsed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts message states ({@code parley.messages.status}) and measures delivery time ({@code parley.message.delivery}).
 */
@Singleton
class MessageMetrics {

    private record Key(String channel, MessageState state) {}

    private final MeterRegistry registry;
    private final InstantSource time;
    private final Map<Key, Counter> statuses = new ConcurrentHashMap<>();
    private final Map<String, Timer> deliveries = new ConcurrentHashMap<>();

    MessageMetrics(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        this.time = time;
    }

    void happened(StatusFacts fact) {
        var channel = fact.message().channel();
        statuses.computeIfAbsent(new Key(channel, fact.event().state()), this::status)
                .increment();
        if (fact.event().state() == MessageState.DELIVERED) {
            deliveries
                    .computeIfAbsent(channel, this::delivery)
                    .record(Elapsed.between(fact.message().acceptedAt(), time.instant()));
        }
    }

    /** Statuses whose message is not known, or not yet. */
    void orphaned(int statuses) {
        if (statuses > 0) {
            Counter.builder("parley.messages.orphan.statuses")
                    .description("Statuses of unknown messages")
                    .register(registry)
                    .increment(statuses);
        }
    }

    /** A message in doubt was settled by a status. */
    void settled(String channel) {
        Counter.builder("parley.messages.in.doubt")
                .description("Messages whose outcome at the provider became unknown or known again")
                .tag("event", "settled")
                .tag("channel", channel)
                .register(registry)
                .increment();
    }

    private Counter status(Key key) {
        return Counter.builder("parley.messages.status")
                .description("States that messages entered")
                .tag("channel", key.channel())
                .tag("status", key.state().value())
                .register(registry);
    }

    private Timer delivery(String channel) {
        return Timer.builder("parley.message.delivery")
                .description("From acceptance to delivery")
                .tag("channel", channel)
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1))
                .register(registry);
    }
}
