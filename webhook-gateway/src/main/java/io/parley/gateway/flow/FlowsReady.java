package io.parley.gateway.flow;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once flows, keys and accounts have been read; before, requests of Flows would be refused. */
@Readiness
@Singleton
class FlowsReady implements HealthCheck {
    private final FlowTopics feed;

    FlowsReady(FlowTopics feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("flows").status(feed.caughtUp()).build();
    }
}
