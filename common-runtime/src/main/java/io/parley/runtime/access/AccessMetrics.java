package io.parley.runtime.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * {@code parley.auth.rejections}: requests refused for their credential, by reason; {@code parley.rate.limited}: requests
 * refused with 429, by what was used up.
 */
@Singleton
class AccessMetrics {
    private final MeterRegistry meters;

    AccessMetrics(MeterRegistry meters) {
        this.meters = meters;
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
        Counter.builder("parley.rate.limited")
                .description("Requests refused with 429")
                .tag("limit", limit)
                .register(meters)
                .increment();
    }
}
