package io.parley.runtime.database;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the service's schema has at least the version that its code needs. A service that starts before its
 * migration waits, and one with a newer schema continues to work (expand, then contract).
 */
@Readiness
@Singleton
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
class SchemaReady implements AsyncHealthCheck {
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final Pool pool;
    private final String query;
    private final int expected;

    /** @param expected version of the service's newest migration */
    SchemaReady(
            Pool pool,
            @ConfigProperty(name = "quarkus.flyway.default-schema") String schema,
            @ConfigProperty(name = "parley.schema.version") int expected) {
        this.pool = pool;
        this.query = "SELECT version FROM " + schema + ".flyway_schema_history WHERE success AND version IS NOT NULL";
        this.expected = expected;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query(query)
                .execute()
                .map(SchemaReady::newest)
                .map(this::response)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .recoverWithItem(HealthCheckResponse.named("schema").down().build());
    }

    private HealthCheckResponse response(int version) {
        return HealthCheckResponse.named("schema")
                .status(version >= expected)
                .withData("version", version)
                .withData("expected", expected)
                .build();
    }

    private static int newest(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToInt(row -> (int) Double.parseDouble(row.getString(0)))
                .max()
                .orElse(0);
    }
}
