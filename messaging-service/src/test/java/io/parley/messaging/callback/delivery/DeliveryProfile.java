package io.parley.messaging.callback.delivery;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Short retry delays, and local addresses allowed. */
public class DeliveryProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.callbacks.status-retries", "150ms,300ms",
                "parley.callbacks.poll", "20ms",
                "parley.callbacks.maintenance-interval", "200ms",
                "parley.callbacks.deadline", "3s",
                "parley.callbacks.max-retry-after", "2s",
                "parley.callbacks.breaker.pause", "50ms",
                "parley.callbacks.breaker.max-pause", "200ms",
                "parley.egress.allow-http", "true",
                "parley.egress.allowed-cidrs", "127.0.0.0/8");
    }
}
