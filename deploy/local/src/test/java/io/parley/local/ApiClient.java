package io.parley.local;

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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls the API as a product team does, through the front. */
final class ApiClient {
    private static final String BASE = "/conversations/v3";

    /** Longer than the front waits for a service. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Map<String, String> SENDERS = Map.of(
            "whatsapp", LocalIdentities.WHATSAPP_NUMBER,
            "viber", LocalIdentities.VIBER_SERVICE,
            "sms", LocalIdentities.SMS_NUMBER);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String front;
    private final String apiKey;

    ApiClient(String front, String apiKey) {
        this.front = front;
        this.apiKey = apiKey;
    }

    /** Our sender on a channel. */
    static String sender(String channel) {
        return SENDERS.get(channel);
    }

    /** Sends a text with its idempotency key. Only IOException means that there was no response. */
    HttpResponse<String> sendText(String channel, String person, String text, String key)
            throws IOException, InterruptedException {
        var body = new HashMap<String, Object>(Map.of(
                "channel",
                channel,
                "from",
                SENDERS.get(channel),
                "to",
                person,
                "content",
                Map.of("contentType", "text", "text", text)));
        if (channel.equals("viber")) {
            body.put("rateType", "transaction");
        }
        return call("POST", "/messages", body, Map.of("idempotency-key", key));
    }

    HttpResponse<String> status(String message) throws IOException, InterruptedException {
        return call("GET", "/messages/" + message + "/status", null, Map.of());
    }

    /** Sends all callbacks of the account to the customer. */
    void sendCallbacksTo(CountingCustomer customer) throws IOException, InterruptedException {
        var response = call(
                "PUT",
                "/configurations/callbacks",
                Map.of("messageStatusUrl", customer.url("/status"), "inboundMessageUrl", customer.url("/inbound")),
                Map.of());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    HttpResponse<String> call(String method, String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(front + BASE + path))
                .timeout(TIMEOUT)
                .header("apikey", apiKey)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(json.writeValueAsString(body)));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Returns by how much the clock of the instance is ahead: the id of a message begins with the time (UUIDv7). */
    long secondsAhead() throws IOException, InterruptedException {
        var response = sendText(
                "sms",
                "491539" + System.nanoTime() % 10_000_000,
                "time",
                UUID.randomUUID().toString());
        var id = UUID.fromString(read(response).path("messageId").asText());
        return ((id.getMostSignificantBits() >>> 16) - System.currentTimeMillis()) / 1_000;
    }

    JsonNode read(HttpResponse<String> response) throws IOException {
        return json.readTree(response.body());
    }
}
