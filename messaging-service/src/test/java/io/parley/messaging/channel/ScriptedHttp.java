package io.parley.messaging.channel;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An HTTP server of a provider that records requests and returns scripted responses. */
public final class ScriptedHttp implements AutoCloseable {

    /** A received request. */
    public record Request(String method, String path, String authorization, String viberToken, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerResponse> answer;
    private volatile HttpServer server;
    private volatile int port;

    public ScriptedHttp() {
        start();
    }

    /** Listens again, on the same port, after {@link #refuseConnections()}. */
    public void start() {
        if (server == null) {
            server = await(vertx.createHttpServer().requestHandler(this::record).listen(port));
            port = server.actualPort();
        }
        requests.clear();
        answer(200, "{}");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request lastRequest() {
        return requests.getLast();
    }

    public void answer(int status, String json) {
        answer = response -> response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    public void answer(int status, String json, String header, String value) {
        answer = response -> response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader(header, value)
                .end(json);
    }

    public void answerInHtml(int status) {
        answer = response -> response.setStatusCode(status)
                .putHeader("Content-Type", "text/html")
                .end("<html>Bad Gateway</html>");
    }

    /** Receives requests and does not respond. */
    public void stayQuiet() {
        answer = response -> {};
    }

    /** Receives requests and resets the connection. */
    public void hangUp() {
        answer = HttpServerResponse::reset;
    }

    public void refuseConnections() {
        if (server != null) {
            await(server.close());
            server = null;
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void record(HttpServerRequest request) {
        request.bodyHandler(body -> {
            requests.add(new Request(
                    request.method().name(),
                    request.path(),
                    request.getHeader("Authorization"),
                    request.getHeader("X-Viber-Auth-Token"),
                    body.toString()));
            // A client must not use a connection again that this server is about to close.
            answer.handle(request.response().putHeader("Connection", "close"));
        });
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
