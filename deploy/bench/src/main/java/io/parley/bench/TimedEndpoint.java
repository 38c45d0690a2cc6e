package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One address of a product team: takes calls as its manner is, and knows how long after their sends they came. */
final class TimedEndpoint implements AutoCloseable {

    private static final String CANARY = "/canary";

    private final Vertx vertx;
    private final HttpServer server;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Histogram delays = new ConcurrentHistogram(60_000_000L, 3);
    private final AtomicLong canaries = new AtomicLong();
    private volatile EndpointBehaviour manner = EndpointBehaviour.WELL;
    private volatile long since = System.nanoTime();
    private volatile int maxConnections;

    TimedEndpoint(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer()
                .connectionHandler(this::connected)
                .requestHandler(call -> call.end().onComplete(body -> called(call)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** A URL for one message, which carries the time of its send. */
    String url() {
        return base() + "/callbacks?" + System.nanoTime();
    }

    /** Behaves like that from now on; calls that hang till then are cut off. */
    void behave(EndpointBehaviour manner) {
        this.manner = manner;
        connections.forEach(HttpConnection::close);
        maxConnections = 0;
    }

    /** In microseconds, of the messages sent since the last {@link #reset}. */
    Histogram delays() {
        return delays;
    }

    void reset() {
        since = System.nanoTime();
        delays.reset();
    }

    /** Most that were open at a time since it began to behave as it does. */
    int maxConnections() {
        return maxConnections;
    }

    /** Calls that came where its redirects lead. */
    long canaries() {
        return canaries.get();
    }

    private void connected(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> connections.remove(connection));
        maxConnections = Math.max(maxConnections, connections.size());
    }

    private void called(HttpServerRequest call) {
        if (call.path().equals(CANARY)) {
            canaries.incrementAndGet();
            call.response().end();
            return;
        }
        note(Long.parseLong(call.query()));
        manner.answer(vertx, call, base() + CANARY + "?" + call.query());
    }

    private void note(long sent) {
        if (sent - since >= 0) {
            delays.recordValue(Math.min(60_000_000L, (System.nanoTime() - sent) / 1000));
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
