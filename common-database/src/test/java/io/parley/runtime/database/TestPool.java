package io.parley.runtime.database;

import io.parley.runtime.test.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** Connections to the database of the tests, for tests without a service. */
public final class TestPool {

    private TestPool() {}

    /** Creates a pool whose connections have this startup parameter of PostgreSQL, for example {@code search_path}. */
    public static Pool create(Vertx vertx, int maxSize, String parameter, String value) {
        var infrastructure = new Infrastructure().start();
        var options = PgConnectOptions.fromUri(infrastructure.get("quarkus.datasource.reactive.url"))
                .setUser(infrastructure.get("quarkus.datasource.username"))
                .setPassword(infrastructure.get("quarkus.datasource.password"))
                .addProperty(parameter, value);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(maxSize))
                .connectingTo(options)
                .using(new io.vertx.mutiny.core.Vertx(vertx))
                .build();
    }
}
