package io.parley.flow.endpoint;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Meta's public keys of numbers and endpoints of flows, written from Meta's documents. Tests set faults. Also sets what
 * the platform needs to decrypt Flows.
 */
public class MetaKeysServer implements QuarkusTestResourceLifecycleManager {
    static final String ENCRYPTION_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String OLD_ENCRYPTION_KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    static final String GATEWAY = "https://parley.example.com/webhooks/whatsapp/flows/";

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final Map<String, String> STATUSES = new ConcurrentHashMap<>();
    private static final Map<String, String> ENDPOINTS = new ConcurrentHashMap<>();
    private static final List<String> FROZEN = new CopyOnWriteArrayList<>();
    private static final Queue<Fault> FAULTS = new ConcurrentLinkedQueue<>();
    private static Vertx vertx;
    private static HttpServer server;

    /** What happens to the next calls that set a key. */
    enum Fault {
        /** The key is set, and the connection is closed without a response. */
        LOST_RESPONSE,
        UNAVAILABLE,
        REFUSED
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.setExpectMultipart(true);
                    request.bodyHandler(body -> handle(request, body.toString()));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "parley.channels.whatsapp.base-url", "http://127.0.0.1:" + server.actualPort(),
                "parley.channels.whatsapp.token", "test-token",
                "parley.encryption.keys", ENCRYPTION_KEY + "," + OLD_ENCRYPTION_KEY,
                "parley.api.public-url", "https://parley.example.com",
                "parley.flow-keys.clean-up", "100ms");
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static void fail(Fault... faults) {
        FAULTS.addAll(List.of(faults));
    }

    /** PEM; null if there is none. */
    static String key(String phoneNumberId) {
        return KEYS.get(phoneNumberId);
    }

    /** Sets a key without the platform, as another program does. */
    static void put(String phoneNumberId, String pem) {
        KEYS.put(phoneNumberId, pem);
    }

    static void remove(String phoneNumberId) {
        KEYS.remove(phoneNumberId);
    }

    static void signatureStatus(String phoneNumberId, String status) {
        STATUSES.put(phoneNumberId, status);
    }

    /** The endpoint of a flow; null if it was not set. */
    static String endpoint(String flowId) {
        return ENDPOINTS.get(flowId);
    }

    /** Refuses changes of a flow. */
    static void freeze(String flowId) {
        FROZEN.add(flowId);
    }

    private static void handle(HttpServerRequest request, String body) {
        var parts = request.path().split("/");
        if (!"Bearer test-token".equals(request.getHeader("Authorization"))) {
            error(request, 401, 190, "Invalid OAuth access token");
        } else if (!request.path().endsWith("/whatsapp_business_encryption")) {
            other(request, parts[2], body);
        } else if (request.method().name().equals("POST")) {
            set(request, parts[2]);
        } else {
            var key = KEYS.get(parts[2]);
            answer(
                    request,
                    200,
                    key == null
                            ? new JsonObject()
                            : JsonObject.of(
                                    "business_public_key",
                                    key.replace("\n", "\r\n"),
                                    "business_public_key_signature_status",
                                    STATUSES.getOrDefault(parts[2], "VALID")));
        }
    }

    /** Lists of flows fail, so that no comparison deletes the tests' flows; a flow's endpoint can be changed. */
    private static void other(HttpServerRequest request, String id, String body) {
        if (request.method().name().equals("GET")) {
            error(request, 503, 2, "Service temporarily unavailable");
        } else if (FROZEN.contains(id)) {
            error(request, 400, 139001, "Flow can't be updated");
        } else {
            ENDPOINTS.put(id, new JsonObject(body).getString("endpoint_uri"));
            answer(request, 200, JsonObject.of("success", true));
        }
    }

    private static void set(HttpServerRequest request, String phoneNumberId) {
        var key = request.getFormAttribute("business_public_key");
        var fault = FAULTS.poll();
        if (fault == Fault.UNAVAILABLE) {
            error(request, 503, 2, "Service temporarily unavailable");
        } else if (fault == Fault.REFUSED || !key.startsWith("-----BEGIN PUBLIC KEY-----\n")) {
            error(request, 400, 100, "Invalid parameter");
        } else {
            KEYS.put(phoneNumberId, key);
            STATUSES.remove(phoneNumberId);
            if (fault == Fault.LOST_RESPONSE) {
                request.connection().close();
            } else {
                answer(request, 200, JsonObject.of("success", true));
            }
        }
    }

    private static void error(HttpServerRequest request, int status, int code, String message) {
        answer(
                request,
                status,
                JsonObject.of("error", JsonObject.of("message", message, "type", "OAuthException", "code", code)));
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
