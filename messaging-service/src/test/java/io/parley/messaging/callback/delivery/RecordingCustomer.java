package io.parley.messaging.callback.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A customer's web server. Records all requests; answers 204 unless scripted otherwise. */
public final class RecordingCustomer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Consumer<HttpServerRequest>>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> maxInFlight = new ConcurrentHashMap<>();

    /** A received request. */
    public record Call(String path, Map<String, String> headers, byte[] body, long nanos) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public RecordingCustomer() {
        server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** Sets the statuses of the next responses for a path; afterwards 204 again. */
    public void answers(String path, int... statuses) {
        for (var status : statuses) {
            script(path).add(request -> request.response().setStatusCode(status).end());
        }
    }

    /** Answers all further requests to a path with 204. */
    public void clear(String path) {
        scripts.remove(path);
    }

    /** Answers the next request to a path with a body. */
    public void answersBody(String path, int status, byte[] body) {
        script(path).add(request -> request.response().setStatusCode(status).end(Buffer.buffer(body)));
    }

    /** Never answers the next requests to a path. */
    public void hangs(String path, int times) {
        for (var i = 0; i < times; i++) {
            script(path).add(request -> {});
        }
    }

    /** Delays the next responses for a path. */
    public void delays(String path, Duration time, int times) {
        for (var i = 0; i < times; i++) {
            script(path)
                    .add(request -> vertx.setTimer(
                            time.toMillis(),
                            at -> request.response().setStatusCode(204).end()));
        }
    }

    /** Answers the next request to a path with 204. */
    public void accepts(String path) {
        answers(path, 204);
    }

    /** Reads the next request to a path, then closes the connection. */
    public void closesConnection(String path) {
        script(path).add(request -> request.connection().close());
    }

    /** Answers the next requests to a path one byte at a time, endlessly. */
    public void trickles(String path, int times) {
        writes(path, ".", times);
    }

    /** Answers the next requests to a path endlessly, as fast as the client reads. */
    public void streams(String path, int times) {
        writes(path, ".".repeat(16_384), times);
    }

    private void writes(String path, String chunk, int times) {
        for (var i = 0; i < times; i++) {
            script(path).add(request -> {
                var response = request.response().setChunked(true);
                var timer = vertx.setPeriodic(1, 10, tick -> response.write(chunk));
                response.closeHandler(closed -> vertx.cancelTimer(timer));
            });
        }
    }

    /** Answers the next request to a path with {@code Retry-After}. */
    public void answersRetryAfter(String path, int status, String retryAfter) {
        script(path).add(request -> request.response()
                .setStatusCode(status)
                .putHeader("retry-after", retryAfter)
                .end());
    }

    /**
     * Answers the next request to a path with the headers of a 200 but no complete body; optionally closes the
     * connection.
     */
    public void answersWithoutBody(String path, boolean cut) {
        script(path).add(request -> {
            request.response().putHeader("content-length", "10").write("ok");
            if (cut) {
                vertx.setTimer(50, at -> request.connection().close());
            }
        });
    }

    /** Redirects the next requests to a path. */
    public void redirects(String path, String where, int times) {
        for (var i = 0; i < times; i++) {
            script(path).add(request -> request.response()
                    .setStatusCode(307)
                    .putHeader("location", where)
                    .end());
        }
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** Maximum number of concurrent requests to a path. */
    public int maxConcurrent(String path) {
        return maxInFlight.getOrDefault(path, new AtomicInteger()).get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Queue<Consumer<HttpServerRequest>> script(String path) {
        return scripts.computeIfAbsent(path, unknown -> new ConcurrentLinkedQueue<>());
    }

    private void receive(HttpServerRequest request) {
        var open = inFlight.computeIfAbsent(request.path(), unknown -> new AtomicInteger());
        var now = open.incrementAndGet();
        maxInFlight
                .computeIfAbsent(request.path(), unknown -> new AtomicInteger())
                .accumulateAndGet(now, Math::max);
        request.response().endHandler(ended -> open.decrementAndGet());
        request.response().exceptionHandler(broken -> open.decrementAndGet());
        request.body().onSuccess(body -> {
            calls.add(new Call(request.path(), headers(request), body.getBytes(), System.nanoTime()));
            var next = script(request.path()).poll();
            if (next == null) {
                request.response().setStatusCode(204).end();
            } else {
                next.accept(request);
            }
        });
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, value) -> headers.put(name, value));
        return headers;
    }
}
