package io.parley.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parley.inbound.events}: items by provider, kind and outcome. */
@Singleton
class WebhookMetrics {

    private final MeterRegistry registry;
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    private record Series(String provider, String kind, String outcome) {}

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts published items. */
    void accepted(List<Item> items) {
        items.forEach(item -> count(item.provider(), item.kind(), "accepted"));
    }

    /** Counts items that were not published; the provider retries them. */
    void deferred(List<Item> items) {
        items.forEach(item -> count(item.provider(), item.kind(), "deferred"));
    }

    /** Counts a rejected webhook: {@code bad_signature}, {@code too_large}. */
    void rejected(String provider, String outcome) {
        count(provider, "none", outcome);
    }

    private void count(String provider, String kind, String outcome) {
        counters.computeIfAbsent(new Series(provider, kind, outcome), this::counter)
                .increment();
    }

    private Counter counter(Series series) {
        return Counter.builder("parley.inbound.events")
                .description("Items of provider webhooks")
                .tag("provider", series.provider)
                .tag("kind", series.kind)
                .tag("outcome", series.outcome)
                .register(registry);
    }
}
