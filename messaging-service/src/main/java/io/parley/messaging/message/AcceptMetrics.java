package io.parley.messaging.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parley.messages.accepted}: what comes in, by channel, kind of content and outcome. */
@Singleton
class AcceptMetrics {

    private record Key(String channel, String type, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    AcceptMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(ParsedMessage draft, SendMessage.Answer answer) {
        count(draft, answer.replayed() ? "replayed" : "accepted");
    }

    void refused(ParsedMessage draft) {
        count(draft, "refused");
    }

    private void count(ParsedMessage draft, String outcome) {
        counters.computeIfAbsent(new Key(draft.channel().name().value(), draft.kind(), outcome), this::counter)
                .increment();
    }

    private Counter counter(Key key) {
        return Counter.builder("parley.messages.accepted")
                .description("Messages handed to us for delivery")
                .tag("channel", key.channel())
                .tag("type", key.type())
                .tag("outcome", key.outcome())
                .register(registry);
    }
}
