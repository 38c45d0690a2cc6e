package io.parley.messaging.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parley.messages.accepted}: requests by channel, content type and outcome. */
@Singleton
class AcceptMetrics {

    private record Key(String channel, String type, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    AcceptMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void accepted(ParsedMessage message, SendMessage.Result result) {
        count(message, result.replayed() ? "replayed" : "accepted");
    }

    void refused(ParsedMessage message) {
        count(message, "refused");
    }

    private void count(ParsedMessage message, String outcome) {
        counters.computeIfAbsent(new Key(message.channel().name().value(), message.kind(), outcome), this::counter)
                .increment();
    }

    private Counter counter(Key key) {
        return Counter.builder("parley.messages.accepted")
                .description("Messages accepted, replayed or refused")
                .tag("channel", key.channel())
                .tag("type", key.type())
                .tag("outcome", key.outcome())
                .register(registry);
    }
}
