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

/** A callback endpoint with a configurable behaviour that measures the delay between send and callback. */
final class TimedEndpoint implements AutoCloseable {

    private static final String CANARY = "/canary";

    private final Vertx vertx;
    private final HttpServer server;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Histogram delays = new ConcurrentHistogram(60_000_000L, 3);
    private final AtomicLong canaries = new AtomicLong();
    private volatile EndpointBehaviour behaviour = EndpointBehaviour.WELL;
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

    /** Returns a URL for one message that contains the send time. */
    String url() {
        return base() + "/callbacks?" + System.nanoTime();
    }

    /** Sets the behaviour and closes all connections. */
    void behave(EndpointBehaviour behaviour) {
        this.behaviour = behaviour;
        connections.forEach(HttpConnection::close);
        maxConnections = 0;
    }

    /** Returns the delays in microseconds of messages sent since the last {@link #reset}. */
    Histogram delays() {
        return delays;
    }

    void reset() {
        since = System.nanoTime();
        delays.reset();
    }

    /** Returns the maximum number of open connections since the behaviour was set. */
    int maxConnections() {
        return maxConnections;
    }

    /** Returns the number of followed redirects. */
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
        record(Long.parseLong(call.query()));
        behaviour.respond(vertx, call, base() + CANARY + "?" + call.query());
    }

    private void record(long sent) {
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
