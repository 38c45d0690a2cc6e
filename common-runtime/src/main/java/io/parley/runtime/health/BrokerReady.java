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
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Reports whether the broker responds. Never part of liveness. Where the service can work without the broker for a
 * while, as in accepting messages, it does not affect readiness.
 */
@Readiness
@Singleton
class BrokerReady implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final BrokerAccess access;
    private final boolean required;
    private @Nullable Admin admin;

    /** @param required not ready while the broker does not respond */
    BrokerReady(
            BrokerAccess access,
            @ConfigProperty(name = "parley.broker.required", defaultValue = "false") boolean required) {
        this.access = access;
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
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private boolean reachable() {
        try {
            admin().describeCluster().clusterId().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Not created at start: a client cannot be created while the broker's name does not resolve. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(access.with(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "broker-ready",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) TIMEOUT.toMillis(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) TIMEOUT.toMillis())));
        }
        return admin;
    }
}
