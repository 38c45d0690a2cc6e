package io.parley.runtime.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Base class of stand-ins for Meta's Graph API: the settings that lead a service to it, and Meta's form of lists and
 * errors.
 */
public abstract class MetaServer implements QuarkusTestResourceLifecycleManager {
    private static final int PAGE = 2;
    private static Vertx vertx;
    private static HttpServer server;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> handle(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "parley.channels.whatsapp.base-url", url(),
                "parley.channels.whatsapp.token", "test-token",
                "parley.egress.allow-http", "true",
                "parley.egress.allowed-cidrs", "127.0.0.0/8");
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public static String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    protected abstract void handle(HttpServerRequest request, Buffer body);

    /** Whether the request has the configured access token. */
    protected static boolean isAuthorized(HttpServerRequest request) {
        return "Bearer test-token".equals(request.getHeader("Authorization"));
    }

    /** Answers with the page of a list that the parameter {@code after} asks for. */
    protected static void answerPage(HttpServerRequest request, List<JsonObject> all) {
        var after = request.getParam("after") == null ? 0 : Integer.parseInt(request.getParam("after"));
        var data = new JsonArray();
        all.subList(Math.min(after, all.size()), Math.min(after + PAGE, all.size()))
                .forEach(data::add);
        var paging = JsonObject.of("cursors", JsonObject.of("after", Integer.toString(after + PAGE)));
        if (after + PAGE < all.size()) {
            paging.put("next", url() + "/next");
        }
        answer(request, 200, JsonObject.of("data", data, "paging", paging));
    }

    /** An error in Meta's form. */
    protected static JsonObject refusal(int code, String title) {
        var error = JsonObject.of("message", "(#" + code + ") " + title, "type", "OAuthException", "code", code)
                .put("error_user_title", title)
                .put("fbtrace_id", "AbC");
        return JsonObject.of("error", error);
    }

    protected static void refuse(HttpServerRequest request, int status, int code, String title) {
        answer(request, status, refusal(code, title));
    }

    protected static void refuse(HttpServerRequest request, int status, int code, int subCode, String title) {
        var refusal = refusal(code, title);
        refusal.getJsonObject("error").put("error_subcode", subCode);
        answer(request, status, refusal);
    }

    protected static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
