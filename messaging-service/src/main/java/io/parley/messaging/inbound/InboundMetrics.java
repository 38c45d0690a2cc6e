package io.parley.messaging.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parley.inbound.events}: events of providers by outcome. */
@Singleton
class InboundMetrics {
    private final MeterRegistry registry;
    private final Map<Tags, Counter> counters = new ConcurrentHashMap<>();

    InboundMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String provider, String kind, EventOutcome outcome) {
        counters.computeIfAbsent(new Tags(provider, kind, outcome), this::counter)
                .increment();
    }

    private Counter counter(Tags tags) {
        return Counter.builder("parley.inbound.events")
                .description("Events of providers")
                .tag("provider", tags.provider())
                .tag("kind", tags.kind())
                .tag("outcome", tags.outcome().value())
                .register(registry);
    }

    private record Tags(String provider, String kind, EventOutcome outcome) {}
}
