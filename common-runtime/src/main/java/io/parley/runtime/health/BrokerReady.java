package io.parley.runtime.health;

import io.parley.runtime.bus.BrokerAccess;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the broker answers. Never part of liveness. Where the service can do its work without the broker for a while,
 * as accepting messages can, it is only reported and leaves readiness alone.
 */
@Readiness
@Singleton
class BrokerReady implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final Admin admin;
    private final boolean required;

    /** @param required not ready while the broker does not answer */
    BrokerReady(
            BrokerAccess access,
            @ConfigProperty(name = "parley.broker.required", defaultValue = "false") boolean required) {
        this.admin = Admin.create(access.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "broker-ready",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis())));
        this.required = required;
    }

    @Override
    public HealthCheckResponse call() {
        var answers = answers();
        return HealthCheckResponse.named("broker")
                .status(answers || !required)
                .withData("reachable", answers)
                .build();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    private boolean answers() {
        try {
            admin.describeCluster().clusterId().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
