package io.parley.messaging.media;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A scripted server for Meta's media API and for files of Viber. */
public class ScriptedMeta implements QuarkusTestResourceLifecycleManager {
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private static Vertx vertx;
    private static HttpServer server;
    private static volatile Consumer<HttpServerRequest> uploads;
    private static volatile Consumer<HttpServerRequest> metadata;
    private static volatile BiConsumer<HttpServerRequest, Integer> file;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(ScriptedMeta::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.ofEntries(
                Map.entry("parley.channels.whatsapp.base-url", url()),
                Map.entry("parley.channels.whatsapp.token", "token"),
                Map.entry("parley.channels.whatsapp.media.timeout", "PT1S"),
                Map.entry("parley.channels.viber.read-timeout", "PT1S"),
                Map.entry("parley.egress.allow-http", "true"),
                Map.entry("parley.egress.allowed-cidrs", "127.0.0.0/8"),
                Map.entry("parley.media.timeout", "PT1S"),
                Map.entry("parley.media.fetch.poll", "PT0.05S"),
                Map.entry("parley.media.fetch.retries", "10ms,10ms,10ms,10ms,10ms"));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Received requests, for example {@code GET /v25.0/77}. */
    static List<String> calls() {
        return CALLS;
    }

    static long calls(String prefix) {
        return CALLS.stream().filter(call -> call.startsWith(prefix)).count();
    }

    static void onUpload(Consumer<HttpServerRequest> answer) {
        CALLS.clear();
        uploads = answer;
    }

    /** Returns this metadata for every file, with a link to it. */
    static void describes(String sha256, long size) {
        CALLS.clear();
        metadata = request -> json(
                request,
                200,
                "{\"messaging_product\":\"whatsapp\",\"url\":\"%s/file\",\"mime_type\":\"image/png\",\"sha256\":\"%s\",\"file_size\":\"%d\",\"id\":\"1\"}"
                        .formatted(url(), sha256, size));
    }

    static void onMetadata(Consumer<HttpServerRequest> answer) {
        CALLS.clear();
        metadata = answer;
    }

    /** @param answer gets the number of requests for files so far, starting at 1 */
    static void onFile(BiConsumer<HttpServerRequest, Integer> answer) {
        file = answer;
    }

    static void later(Duration time, Runnable answer) {
        vertx.setTimer(time.toMillis(), timer -> answer.run());
    }

    static void serves(byte[] bytes) {
        onFile((request, times) -> request.response().end(Buffer.buffer(bytes)));
    }

    static void json(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    /** Extracts the file of a multipart form. */
    static byte[] fileOf(Buffer form) {
        var text = form.toString(StandardCharsets.ISO_8859_1);
        var start = text.indexOf("\r\n\r\n", text.indexOf("name=\"file\"")) + 4;
        return form.getBytes(start, text.lastIndexOf("\r\n--"));
    }

    private static void handle(HttpServerRequest request) {
        CALLS.add(request.method() + " " + request.path());
        if (request.path().startsWith("/file")) {
            file.accept(request, (int) calls("GET /file"));
        } else if (!"Bearer token".equals(request.getHeader("Authorization"))) {
            json(request, 401, "{\"error\":{\"code\":190}}");
        } else if (request.path().endsWith("/media")) {
            uploads.accept(request);
        } else {
            metadata.accept(request);
        }
    }
}
