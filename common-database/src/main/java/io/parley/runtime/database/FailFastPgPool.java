package io.parley.runtime.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Creates the connection pool with short timeouts, so that requests fail soon instead of queueing behind a database that is
 * unavailable. The settings that Quarkus offers do not include these.
 */
@Singleton
class FailFastPgPool implements PgPoolCreator {
    private static final int MAX_WAITING = 10_000;

    private final DatabaseConfig settings;

    FailFastPgPool(DatabaseConfig settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        var vertx = (VertxInternal) input.vertx();
        input.pgConnectOptionsList().forEach(this::limit);
        var watch = new ServerWatch(vertx, settings);
        var pool = PgBuilder.pool()
                .with(limited(input.poolOptions()))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .withConnectHandler(watch::add)
                .using(vertx)
                .build();
        return new CountingPgPool(vertx, pool, settings.acquireTimeout());
    }

    /** The idle timeout is for the login only: {@link ServerWatch} removes it from a connection that is established. */
    private void limit(PgConnectOptions server) {
        server.setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeout((int) settings.loginTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        server.addProperty(
                "statement_timeout", Long.toString(settings.statementTimeout().toMillis()));
        server.addProperty(
                "idle_in_transaction_session_timeout",
                Long.toString(settings.idleTransactionTimeout().toMillis()));
    }

    /** The pool's own timeout is off, see {@link CountingPgPool}; requests that have timed out stay in its queue. */
    private static PoolOptions limited(PoolOptions options) {
        return options.setConnectionTimeout(0).setMaxWaitQueueSize(MAX_WAITING);
    }
}
