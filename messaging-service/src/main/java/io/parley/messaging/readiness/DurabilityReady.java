package io.parley.messaging.readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness check of the database's durability. A 202 means "on disk", so this service is not ready on a database that
 * acknowledges earlier: {@code fsync} or {@code synchronous_commit} off.
 */
@Readiness
@Singleton
class DurabilityReady implements AsyncHealthCheck {

    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final Pool pool;
    private final boolean required;

    DurabilityReady(Pool pool, DurabilityConfig config) {
        this.pool = pool;
        this.required = config.required();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("select current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off'")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .map(durable -> response(durable || !required))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .recoverWithItem(() -> response(false));
    }

    private static HealthCheckResponse response(boolean up) {
        return HealthCheckResponse.named("durability").status(up).build();
    }
}
