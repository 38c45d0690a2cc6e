package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gateway is reachable from the internet and stores nothing, so it carries no database client. The classpath of the tests
 * contains everything that runs in production.
 */
class NoDatabaseClientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.vertx.sqlclient.Pool",
                "io.vertx.pgclient.PgConnection",
                "io.quarkus.reactive.pg.client.PgPoolCreator",
                "org.hibernate.Session",
                "org.hibernate.reactive.mutiny.Mutiny",
                "org.flywaydb.core.Flyway",
                "io.agroal.api.AgroalDataSource",
                "io.parley.runtime.database.DatabaseConfig"
            })
    void theClasspathContainsNoDatabaseClient(String type) {
        assertNull(getClass().getClassLoader().getResource(type.replace('.', '/') + ".class"));
    }
}
