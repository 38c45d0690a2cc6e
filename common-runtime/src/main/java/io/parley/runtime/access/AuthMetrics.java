package io.parley.runtime.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code parley.auth.rejections}: calls without a valid key, by reason. */
final class AuthMetrics {

    private AuthMetrics() {}

    static void rejected(MeterRegistry registry, String reason) {
        Counter.builder("parley.auth.rejections")
                .description("Calls that were refused because they have no valid key")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
