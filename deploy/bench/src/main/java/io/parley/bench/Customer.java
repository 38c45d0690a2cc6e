package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicLong;

/** A customer's endpoint: answers and counts calls, and notifies a listener. */
final class Customer implements AutoCloseable {

    private final AtomicLong calls = new AtomicLong();
    private final HttpServer server;
    private volatile Runnable onCall = () -> {};

    /** Accepts callbacks. */
    Customer(Vertx vertx) {
        this(vertx, "");
    }

    /** Answers every call with this text. */
    Customer(Vertx vertx, String answer) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.end().onComplete(body -> {
                    request.response().end(answer);
                    calls.incrementAndGet();
                    onCall.run();
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/callbacks";
    }

    long calls() {
        return calls.get();
    }

    /** Sets the listener, which runs at every further callback. */
    void onCall(Runnable listener) {
        onCall = listener;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
