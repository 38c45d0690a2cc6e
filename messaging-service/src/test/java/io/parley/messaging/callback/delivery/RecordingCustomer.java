package io.parley.messaging.callback.delivery;

import io.vertx.core.Vertx;
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

/** A customer's web server: writes down every call and answers 204 unless told otherwise. */
public final class RecordingCustomer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Consumer<HttpServerRequest>>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> maxInFlight = new ConcurrentHashMap<>();

    /** One call as it came in. */
    public record Call(String path, Map<String, String> headers, byte[] body, long nanos) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public RecordingCustomer() {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** What the next calls to a path are answered, in order; after them it is 204 again. */
    public void answers(String path, int... statuses) {
        for (var status : statuses) {
            script(path).add(request -> request.response().setStatusCode(status).end());
        }
    }

    /** The next calls to a path are never answered. */
    public void hangs(String path, int times) {
        for (var i = 0; i < times; i++) {
            script(path).add(request -> {});
        }
    }

    /** The next calls to a path are answered that late. */
    public void dawdles(String path, Duration time, int times) {
        for (var i = 0; i < times; i++) {
            script(path)
                    .add(request -> vertx.setTimer(
                            time.toMillis(),
                            at -> request.response().setStatusCode(204).end()));
        }
    }

    /** The next call to a path is taken. */
    public void takes(String path) {
        answers(path, 204);
    }

    /** The next call to a path is read, and then the connection is cut. */
    public void hangsUp(String path) {
        script(path).add(request -> request.connection().close());
    }

    /** The next calls to a path are answered a byte at a time, for ever. */
    public void drips(String path, int times) {
        pours(path, ".", times);
    }

    /** The next calls to a path are answered as fast as they read, for ever. */
    public void streams(String path, int times) {
        pours(path, ".".repeat(16_384), times);
    }

    private void pours(String path, String drop, int times) {
        for (var i = 0; i < times; i++) {
            script(path).add(request -> {
                var response = request.response().setChunked(true);
                var timer = vertx.setPeriodic(1, 10, tick -> response.write(drop));
                response.closeHandler(closed -> vertx.cancelTimer(timer));
            });
        }
    }

    /** The next call to a path is asked to come again later. */
    public void asksForTime(String path, int status, String retryAfter) {
        script(path).add(request -> request.response()
                .setStatusCode(status)
                .putHeader("retry-after", retryAfter)
                .end());
    }

    /** The next call to a path gets the head of a 200 at once and its body never; the connection may be cut behind it. */
    public void takesWithoutBody(String path, boolean cut) {
        script(path).add(request -> {
            request.response().putHeader("content-length", "10").write("ok");
            if (cut) {
                vertx.setTimer(50, at -> request.connection().close());
            }
        });
    }

    /** The next calls to a path are sent elsewhere. */
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

    /** Most calls to a path that were open at the same time. */
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

    private void take(HttpServerRequest request) {
        var open = underWay.computeIfAbsent(request.path(), unknown -> new AtomicInteger());
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
