package io.parley.runtime.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** {@code parley.auth.rejections}: requests refused for their credential, by reason. */
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
}
