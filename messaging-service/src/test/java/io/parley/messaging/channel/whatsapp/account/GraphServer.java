package io.parley.messaging.channel.whatsapp.account;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Graph API with a scripted response for each method and path; other calls get Meta's error 100. As an extension of
 * JUnit, it clears the script and the calls before and after each test.
 */
public class GraphServer implements QuarkusTestResourceLifecycleManager, BeforeEachCallback, AfterEachCallback {
    private static final Map<String, Function<Call, Reply>> SCRIPT = new ConcurrentHashMap<>();
    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static volatile boolean quiet;
    private static Vertx vertx;
    private static HttpServer server;

    /** A received call; {@code path} without the version. */
    public record Call(
            String method, String path, Map<String, String> query, Map<String, String> headers, Buffer body) {
        String name() {
            return method + " " + path;
        }
    }

    /** A response. */
    public record Reply(int status, String contentType, Buffer body) {
        public static Reply json(int status, String text) {
            return new Reply(status, "application/json", Buffer.buffer(text.replace('\'', '"')));
        }

        public static Reply error(int status, int code) {
            return json(status, """
                    {'error':{'message':'(#%1$d) Title','type':'OAuthException','code':%1$d,'fbtrace_id':'AbC',
                     'error_data':{'details':'Details'}}}""".formatted(code));
        }
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(GraphServer::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "parley.channels.whatsapp.base-url", url(),
                "parley.channels.whatsapp.token", "default-token",
                "parley.channels.whatsapp.accounts.timeout", "1s",
                "parley.channels.whatsapp.accounts.max-age", "0s",
                "parley.egress.allow-http", "true",
                "parley.egress.allowed-cidrs", "127.0.0.0/8");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        reset();
    }

    /** After {@code ScriptedGraph}, which the whole test run has, so that this address is used. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public static String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Forgets the script and the calls. */
    public static void reset() {
        SCRIPT.clear();
        CALLS.clear();
        quiet = false;
    }

    /** @param call method and path without the version, for example {@code GET /105} */
    public static void on(String call, Function<Call, Reply> reply) {
        SCRIPT.put(call, reply);
    }

    public static void on(String call, Reply reply) {
        on(call, received -> reply);
    }

    /** Single quotes in the text become double quotes. */
    public static void on(String call, String json) {
        on(call, Reply.json(200, json));
    }

    /** Receives calls and does not respond. */
    public static void stayQuiet() {
        quiet = true;
    }

    public static List<Call> calls() {
        return List.copyOf(CALLS);
    }

    public static List<Call> calls(String name) {
        return CALLS.stream().filter(call -> call.name().equals(name)).toList();
    }

    private static void handle(HttpServerRequest request) {
        request.bodyHandler(body -> {
            var call = call(request, body);
            CALLS.add(call);
            if (!quiet) {
                var reply = SCRIPT.getOrDefault(call.name(), unknown -> Reply.error(400, 100))
                        .apply(call);
                request.response()
                        .setStatusCode(reply.status())
                        .putHeader("Content-Type", reply.contentType())
                        .end(reply.body());
            }
        });
    }

    private static Call call(HttpServerRequest request, Buffer body) {
        Map<String, String> query = new ConcurrentHashMap<>();
        request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
        var path = request.path().replaceFirst("^/v[0-9.]+", "");
        return new Call(request.method().name(), path, query, headers, body);
    }
}
