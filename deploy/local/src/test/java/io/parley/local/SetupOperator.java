package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Changes the set-up of the local account by the operator API, and webhooks at Viber.
 *
 * @param operator URL of the operator API
 * @param sandbox URL of the sandbox
 */
record SetupOperator(String operator, String operatorKey, String sandbox) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    SetupOperator(Platform platform) {
        this(
                platform.endpoints().operator(),
                platform.credentials().operatorKey(),
                platform.endpoints().sandbox());
    }

    /** A JSON object with one member, which may be null. */
    static Map<String, Object> member(String name, Object value) {
        return Collections.singletonMap(name, value);
    }

    /** Creates a sender of the local WhatsApp account. */
    void addNumber(String identity, String phoneNumberId) throws Exception {
        addNumber(identity, phoneNumberId, LocalIdentities.WHATSAPP_ACCOUNT_ID);
    }

    /** Creates a WhatsApp account with a sender. */
    void addNumberOfAccount(String identity, String wabaId) throws Exception {
        var account = operator("POST", "/whatsapp-accounts", Map.of("wabaId", wabaId, "name", "Other shop"));
        addNumber(identity, "1" + identity, account.path("id").asText());
    }

    private void addNumber(String identity, String phoneNumberId, String account) throws Exception {
        operator(
                "POST",
                "/senders",
                Map.of(
                        "channel", "whatsapp",
                        "identity", identity,
                        "name", "Other shop",
                        "providerId", phoneNumberId,
                        "whatsAppAccountId", account));
    }

    void removeSender(String identity) throws Exception {
        operator("DELETE", "/senders/" + sender("whatsapp", identity), null);
    }

    /** Connects a sender to its network. */
    void connect(String channel, String identity) throws Exception {
        operator("POST", "/senders/" + sender(channel, identity) + "/connection", null);
    }

    /** Creates a key pair with which the platform decrypts Flows of a WhatsApp number, or replaces it. */
    JsonNode rotateFlowKey(String identity) throws Exception {
        return operator("POST", "/senders/" + sender("whatsapp", identity) + "/flow-key", null);
    }

    void deleteFlowKeys(String identity) throws Exception {
        operator("DELETE", "/senders/" + sender("whatsapp", identity) + "/flow-key", null);
    }

    private String sender(String channel, String identity) throws Exception {
        for (var sender : operator("GET", "/senders", null)) {
            if (sender.path("channel").asText().equals(channel)
                    && sender.path("identity").asText().equals(identity)) {
                return sender.path("id").asText();
            }
        }
        throw new AssertionError("no sender " + channel + " " + identity);
    }

    /** Registers a webhook of the bot at Viber, as its owner can without us. */
    void setViberWebhook(String url, String event) throws Exception {
        send(
                "POST",
                sandbox + "/viber/pa/set_webhook",
                "X-Viber-Auth-Token",
                LocalIdentities.VIBER_TOKEN,
                Map.of("url", url, "event_types", List.of(event)));
    }

    private JsonNode operator(String method, String path, Object body) throws Exception {
        var url = operator + "/accounts/" + LocalIdentities.ACCOUNT_ID + path;
        return send(method, url, "apikey", operatorKey, body);
    }

    private static JsonNode send(String method, String url, String header, String key, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header(header, key)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, method + " " + url + ": " + response.body());
        return JSON.readTree(response.body());
    }
}
