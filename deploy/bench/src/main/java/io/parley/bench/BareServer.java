package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.UUID;

/**
 * Baseline of the round trip, in its own process: for every message the same four HTTP calls (accept, provider,
 * webhook, callback) and the same row writes, one transaction per step, without any logic.
 */
final class BareServer {

    private final Pool pool;
    private final HttpClient client;
    private final URI customer;
    private int port;

    private BareServer(Vertx vertx, PgConnectOptions database, URI customer) {
        this.customer = customer;
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(database.setCachePreparedStatements(true))
                .using(vertx)
                .build();
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
    }

    /** Arguments: {@code <postgres uri> <customer url>}. Prints its port when it listens, and ends with its parent. */
    public static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        var server = new BareServer(vertx, PgConnectOptions.fromUri(arguments[0]), URI.create(arguments[1]));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        vertx.createHttpServer()
                .requestHandler(server::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(http -> server.listens(http.actualPort()));
    }

    private void listens(int actualPort) {
        port = actualPort;
        System.out.println(actualPort);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.path().equals("/accept")) {
                accept(request, body);
            } else {
                request.response().end();
            }
        });
    }

    private void accept(HttpServerRequest request, Buffer body) {
        var id = TimedIds.next();
        pool.withTransaction(
                        connection -> write(connection, id, "message").compose(done -> write(connection, id, "job")))
                .onSuccess(done -> request.response().setStatusCode(202).end(body))
                .compose(done -> post("127.0.0.1", port, "/provider", body))
                .compose(done -> pool.withTransaction(connection -> write(connection, id, "dispatched")
                        .compose(row -> write(connection, id, "reference"))
                        .compose(row -> delete(connection, id, "job"))))
                .compose(done -> post("127.0.0.1", port, "/webhook", body))
                .compose(done -> pool.withTransaction(connection ->
                        write(connection, id, "delivered").compose(row -> write(connection, id, "callback"))))
                .compose(done -> post(customer.getHost(), customer.getPort(), customer.getPath(), body))
                .compose(done -> pool.withConnection(connection -> delete(connection, id, "callback")))
                .onFailure(failure -> System.err.println("bare server: " + failure));
    }

    private Future<?> post(String host, int to, String path, Buffer body) {
        return client.request(HttpMethod.POST, to, host, path)
                .compose(exchange -> exchange.send(body))
                .compose(response -> response.body());
    }

    private static Future<?> write(SqlConnection connection, UUID id, String kind) {
        return connection
                .preparedQuery("insert into bench.floor (id, kind, text) values ($1, $2, $3)")
                .execute(Tuple.of(id, kind, "{\"contentType\":\"text\",\"text\":\"Your parcel is on its way.\"}"));
    }

    private static Future<?> delete(SqlConnection connection, UUID id, String kind) {
        return connection
                .preparedQuery("delete from bench.floor where id = $1 and kind = $2")
                .execute(Tuple.of(id, kind));
    }
}
