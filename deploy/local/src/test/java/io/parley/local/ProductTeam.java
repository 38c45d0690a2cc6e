package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Calls the API as a customer, through the front proxy; validates every response against the contract. */
record ProductTeam(Platform platform) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Sends a text and returns the message's id. */
    String sendText(String channel, String from, String to, String text) throws Exception {
        var content = Map.of("contentType", "text", "text", text);
        var body = new HashMap<String, Object>(Map.of("channel", channel, "from", from, "to", to, "content", content));
        if (channel.equals("viber")) {
            body.put("rateType", "transaction");
        }
        var response = call("POST", "/messages", JSON.writeValueAsString(body));
        assertEquals(202, response.statusCode(), response.body());
        Contract.check("MessageResponse", response.body());
        return JSON.readTree(response.body()).path("messageId").asText();
    }

    JsonNode status(String message) throws Exception {
        return get("/messages/" + message + "/status", "MessageStatus");
    }

    JsonNode events(String message) throws Exception {
        return get("/messages/" + message + "/events", "MessageDeliveryEvents");
    }

    /** The newest messages of both directions. */
    JsonNode conversation(String channel, String from, String to) throws Exception {
        var response = call("GET", "/conversations/" + channel + "/" + from + "/" + to + "?order=newestFirst", null);
        Contract.checkResponse(
                "GET",
                "/conversations/{channel}/{from}/{to}",
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(null),
                response.body());
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    private JsonNode get(String path, String schema) throws Exception {
        var response = call("GET", path, null);
        assertEquals(200, response.statusCode(), response.body());
        Contract.check(schema, response.body());
        return JSON.readTree(response.body());
    }

    void put(String path, Object body) throws Exception {
        var response = call("PUT", path, JSON.writeValueAsString(body));
        assertTrue(
                response.statusCode() == 200 || response.statusCode() == 204, response.statusCode() + response.body());
    }

    /** Adds a sender to the account by the operator API unless it exists, and waits until it is visible. */
    void addSender(String channel, String identity, Map<String, String> attributes) throws Exception {
        var sender = Map.of("channel", channel, "identity", identity, "name", "Corner shop", "attributes", attributes);
        var path = platform.endpoints().operator() + "/accounts/" + LocalIdentities.ACCOUNT_ID + "/senders";
        var request = HttpRequest.newBuilder(URI.create(path))
                .header("apikey", platform.credentials().operatorKey())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(sender)))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertTrue(
                response.statusCode() == 201 || response.statusCode() == 409, response.statusCode() + response.body());
        eventually(identity + " is a sender of the account", () -> knows(channel, identity) ? identity : null);
    }

    private boolean knows(String channel, String identity) {
        try {
            return call("GET", "/configurations/channels/" + channel, null)
                    .body()
                    .contains('"' + identity + '"');
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().api() + path))
                .timeout(LIMIT)
                .header("apikey", platform.credentials().apiKey())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Makes the sandbox send a change of our WhatsApp account. */
    void postMetaWebhook(String field, Map<String, ?> value) throws Exception {
        new SandboxControl(platform.endpoints().sandbox())
                .post(
                        "/control/meta-change",
                        Map.of("wabaId", LocalIdentities.WABA_ID, "field", field, "value", value));
    }

    /** Polls until the result is not null, for up to a minute. */
    static <T> T eventually(String what, Supplier<T> response) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var found = response.get();
            if (found != null) {
                return found;
            }
            assertTrue(System.nanoTime() < end, "not within a minute: " + what);
            Thread.sleep(50);
        }
    }
}
