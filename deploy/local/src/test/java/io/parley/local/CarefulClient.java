package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Calls an API that is unavailable at times. Retries with the same idempotency key until it gets a response, and
 * records the acknowledged messages.
 */
final class CarefulClient {

    /** Sender by channel. */
    private static final Map<String, String> IDENTITIES = Map.of(
            "whatsapp", LocalIdentities.WHATSAPP_NUMBER,
            "viber", LocalIdentities.VIBER_SERVICE,
            "sms", LocalIdentities.SMS_NUMBER);

    private static final Set<Integer> RETRYABLE = Set.of(409, 502, 503);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<List<String>> bulks = new ConcurrentLinkedQueue<>();
    private final Platform platform;

    CarefulClient(Platform platform) {
        this.platform = platform;
    }

    /** Returns the ids of acknowledged messages, including those of bulks. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Returns the message ids of each bulk, in order. */
    Queue<List<String>> bulks() {
        return bulks;
    }

    /** Sends a text; only one for each person and channel, which are the idempotency key. */
    void sendText(String channel, String person) throws Exception {
        var content = Map.of("contentType", "text", "text", "to " + person);
        var response = post("/messages", request(channel, person, Map.of("content", content)), channel + person);
        acknowledged.add(response.path("messageId").asText());
    }

    /** Sends a bulk of texts; only one for each person and channel. */
    void sendBulk(String channel, String person, int texts) throws Exception {
        var contents = new ArrayList<Map<String, String>>();
        for (var i = 0; i < texts; i++) {
            contents.add(Map.of("contentType", "text", "text", i + " to " + person));
        }
        var response = post("/bulks", request(channel, person, Map.of("messages", contents)), channel + person);
        var ids = new ArrayList<String>();
        response.path("messageIds").forEach(id -> ids.add(id.asText()));
        bulks.add(ids);
        acknowledged.addAll(ids);
    }

    void put(String path, Object body) throws Exception {
        var response = call("PUT", path, json.writeValueAsString(body), "put");
        assertEquals(200, response.statusCode(), response.body());
    }

    String status(String message) throws Exception {
        var response = call("GET", "/messages/" + message + "/status", "", "get");
        return json.readTree(response.body()).path("status").asText();
    }

    private static Map<String, Object> request(String channel, String person, Map<String, ?> contents) {
        var body = new HashMap<String, Object>(contents);
        body.put("channel", channel);
        body.put("from", IDENTITIES.get(channel));
        body.put("to", person);
        if (channel.equals("viber")) {
            body.put("rateType", "transaction");
        }
        return body;
    }

    private JsonNode post(String path, Map<String, Object> body, String key) throws Exception {
        var text = json.writeValueAsString(body);
        while (true) {
            try {
                var response = call("POST", path, text, key);
                if (response.statusCode() == 202) {
                    return json.readTree(response.body());
                }
                assertTrue(RETRYABLE.contains(response.statusCode()), response.statusCode() + response.body());
            } catch (IOException e) {
                // connection lost: retry
            }
            Thread.sleep(200);
        }
    }

    private HttpResponse<String> call(String method, String path, String body, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().api() + path))
                .timeout(Duration.ofSeconds(10))
                .header("apikey", platform.credentials().apiKey())
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
