package io.parley.flow.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Meta's public keys of numbers, written from Meta's documents; a part of Meta in the tests. Tests set faults. */
public final class MetaKeys {
    /** The key-encryption keys of the tests' settings, and the gateway's address that follows from them. */
    static final String OLD_ENCRYPTION_KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    static final String GATEWAY = "https://parley.example.com/webhooks/whatsapp/flows/";

    private static final String PARAMETER = "business_public_key=";
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final Map<String, String> STATUSES = new ConcurrentHashMap<>();
    private static final Queue<Fault> FAULTS = new ConcurrentLinkedQueue<>();

    private MetaKeys() {}

    /** What happens to the next calls that set a key. */
    enum Fault {
        /** The key is set, and the connection is closed without a response. */
        LOST_RESPONSE,
        UNAVAILABLE,
        REFUSED
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

    /** A call below {@code /{phone_number_id}/whatsapp_business_encryption}. */
    public static void handle(HttpServerRequest request, String phoneNumberId, Buffer body) {
        if (request.method().name().equals("POST")) {
            set(request, phoneNumberId, body.toString());
        } else {
            answer(request, 200, read(phoneNumberId));
        }
    }

    private static JsonObject read(String phoneNumberId) {
        var key = KEYS.get(phoneNumberId);
        return key == null
                ? new JsonObject()
                : JsonObject.of(
                        "business_public_key",
                        key.replace("\n", "\r\n"),
                        "business_public_key_signature_status",
                        STATUSES.getOrDefault(phoneNumberId, "VALID"));
    }

    private static void set(HttpServerRequest request, String phoneNumberId, String form) {
        var key = URLDecoder.decode(form.substring(PARAMETER.length()), StandardCharsets.UTF_8);
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
