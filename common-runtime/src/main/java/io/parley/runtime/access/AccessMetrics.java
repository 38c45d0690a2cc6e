package io.parley.runtime.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts refused requests: {@code parley.auth.rejections} for 401 by reason, {@code parley.rate.limited} for 429 by the
 * limit that was reached.
 */
@Singleton
class AccessMetrics {
    private final MeterRegistry meters;

    AccessMetrics(MeterRegistry meters) {
        this.meters = meters;
        // Exist from the start, so that the first refusal is an increase.
        limit("key");
        limit("address");
    }

    void refused(String reason) {
        Counter.builder("parley.auth.rejections")
                .description("Requests refused with 401")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    /** @param limit {@code key} or {@code address} */
    void limited(String limit) {
        limit(limit).increment();
    }

    private Counter limit(String limit) {
        return Counter.builder("parley.rate.limited")
                .description("Requests refused with 429")
                .tag("limit", limit)
                .register(meters);
    }
}
