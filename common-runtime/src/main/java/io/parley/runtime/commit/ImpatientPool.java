package io.parley.runtime.commit;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The database pool with short waits: who cannot get a connection soon is told so, instead of queueing for half a minute
 * behind a database that is away. What Quarkus offers as settings does not reach these.
 */
@Singleton
class ImpatientPool implements PgPoolCreator {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ACQUIRE = Duration.ofSeconds(2);

    @Override
    public Pool create(Input input) {
        var servers = input.pgConnectOptionsList();
        servers.forEach(server -> server.setConnectTimeout((int) CONNECT.toMillis()));
        var options = input.poolOptions()
                .setConnectionTimeout((int) ACQUIRE.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }
}
