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
 * Reports whether the broker responds. Never part of liveness. Where the service can work without the broker for a
 * while, as in accepting messages, it does not affect readiness.
 */
@Readiness
@Singleton
class BrokerReady implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final Admin admin;
    private final boolean required;

    /** @param required not ready while the broker does not respond */
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
        var reachable = reachable();
        return HealthCheckResponse.named("broker")
                .status(reachable || !required)
                .withData("reachable", reachable)
                .build();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    private boolean reachable() {
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
