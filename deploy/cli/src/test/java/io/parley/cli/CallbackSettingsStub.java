package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.cli.ApiStub.Answer;
import io.parley.runtime.signature.CallSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** A platform with one sender and its callback settings, which sends signed callbacks to the registered URL. */
final class CallbackSettingsStub implements AutoCloseable {
    static final String ACCOUNT = "PUT /conversations/v3/configurations/callbacks";
    static final String SENDER = "PUT /conversations/v3/configurations/channels/sms/phone-numbers/CornerShop/callbacks";

    private final ApiStub api;
    private volatile ObjectNode account = OutputOptions.object();
    private volatile ObjectNode sender = OutputOptions.object();
    private volatile String secret;

    CallbackSettingsStub() throws Exception {
        api = new ApiStub()
                .answer(
                        "GET /conversations/v3/configurations",
                        call -> answer(withCallback(OutputOptions.object(), masked())))
                .answer("GET /conversations/v3/configurations/channels", call -> answer(channels()))
                .answer(ACCOUNT, call -> {
                    account = (ObjectNode) call.body();
                    secret = account.path("signature").path("secret").asText(null);
                    return answer(OutputOptions.object());
                })
                .answer(SENDER, call -> {
                    sender = (ObjectNode) call.body();
                    return answer(OutputOptions.object());
                });
    }

    ApiStub api() {
        return api;
    }

    ObjectNode account() {
        return account;
    }

    ObjectNode sender() {
        return sender;
    }

    void setAccount(ObjectNode settings) {
        account = settings;
        secret = settings.path("signature").path("secret").asText(null);
    }

    void setSender(ObjectNode settings) {
        sender = settings;
    }

    private static Answer answer(JsonNode body) {
        return Answer.of(200, body.toString());
    }

    private static ObjectNode withCallback(ObjectNode response, ObjectNode callback) {
        return callback.isEmpty() ? response : response.set("callback", callback);
    }

    private ObjectNode masked() {
        var copy = account.deepCopy();
        if (copy.path("signature") instanceof ObjectNode signature) {
            signature.put("secret", "********");
        }
        return copy;
    }

    private JsonNode channels() {
        var channel = OutputOptions.object().put("channel", "sms");
        channel.putObject("id").put("phoneNumber", "CornerShop");
        return OutputOptions.object().arrayNode().add(withCallback(channel, sender));
    }

    /** Waits until a URL is registered, and sends an event there. */
    HttpResponse<String> send(String event) throws Exception {
        return send(event, null);
    }

    /** @param otherSecret signs in place of the account's */
    HttpResponse<String> send(String event, String otherSecret) throws Exception {
        var url = awaitUrl();
        var body = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<String, String>();
        var id = UUID.randomUUID();
        var now = Instant.now();
        headers.put("webhook-id", id.toString());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var key = otherSecret == null ? secret : otherSecret;
        if (key != null) {
            CallSignature.add(headers, "HS256", List.of(key), id, now, body);
        }
        var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.build(), BodyHandlers.ofString());
            while (response.statusCode() == 503) {
                response = http.send(request.build(), BodyHandlers.ofString());
            }
            return response;
        }
    }

    private String awaitUrl() throws InterruptedException {
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (!sender.path("messageStatusUrl").asText().endsWith("/callbacks")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no URL is registered: " + sender);
            }
            Thread.sleep(10);
        }
        return sender.path("messageStatusUrl").asText();
    }

    @Override
    public void close() {
        api.close();
    }
}
