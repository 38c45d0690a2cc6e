package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.post.Signature;
import io.parley.sandbox.post.WebhookSender.Webhook;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Writes, signs and posts the bot API's webhooks, one event each. */
final class ViberWebhooks {

    private final SandboxConfig settings;
    private final Poster poster;
    private final Supplier<HttpFaults> faults;
    private final Map<String, Signature> signatures = new HashMap<>();
    private final Map<String, Registration> registrations = new HashMap<>();

    /** The parameters of set_webhook; no event types means all of them. */
    record Registration(String url, Set<String> events) {}

    ViberWebhooks(SandboxConfig settings, Poster poster, Supplier<HttpFaults> faults) {
        this.settings = settings;
        this.poster = poster;
        this.faults = faults;
        settings.viberTokens().forEach((service, token) -> {
            signatures.put(service, new Signature(token));
            register(service, settings.viberWebhookUrl().replace("{serviceId}", service), Set.of());
        });
    }

    void register(String service, String url, Set<String> events) {
        registrations.put(service, new Registration(url, events));
    }

    String url(String service) {
        return registrations.get(service).url();
    }

    boolean wants(String service, String event) {
        var registration = registrations.get(service);
        return !registration.url().isEmpty()
                && (registration.events().isEmpty() || registration.events().contains(event));
    }

    /** Creates a status event. */
    Webhook status(String service, String event, long token, String user, Runnable onAcked) {
        return webhook(service, onAcked, json -> {
            json.writeStringField("event", event);
            json.writeNumberField("timestamp", System.currentTimeMillis());
            json.writeNumberField("message_token", token);
            json.writeStringField("user_id", user);
            if (event.equals("failed")) {
                json.writeStringField("desc", "The sandbox was asked to fail this message.");
            }
        });
    }

    /** Creates a message from a phone; {@code message} contains type and content. */
    Webhook message(String service, long token, String from, String name, JsonNode message, Runnable onAcked) {
        return webhook(service, onAcked, json -> {
            json.writeStringField("event", "message");
            json.writeNumberField("timestamp", System.currentTimeMillis());
            json.writeNumberField("message_token", token);
            json.writeObjectFieldStart("sender");
            json.writeStringField("id", from);
            json.writeStringField("name", name);
            json.writeStringField("language", "en");
            json.writeStringField("country", "DE");
            json.writeNumberField("api_version", 8);
            json.writeEndObject();
            json.writeFieldName("message");
            json.writeTree(message);
            json.writeBooleanField("silent", false);
        });
    }

    /** Creates the event that follows set_webhook. */
    Webhook registered(String service, long token) {
        return webhook(service, () -> {}, json -> {
            json.writeStringField("event", "webhook");
            json.writeNumberField("timestamp", System.currentTimeMillis());
            json.writeNumberField("message_token", token);
        });
    }

    /** Creates an event with the caller's content. */
    Webhook raw(String service, JsonNode event) {
        return new Webhook(service, Json.bytes(json -> json.writeTree(event)), () -> {});
    }

    private static Webhook webhook(String service, Runnable onAcked, Json.Writing members) {
        var json = Json.bytes(out -> {
            out.writeStartObject();
            members.to(out);
            out.writeEndObject();
        });
        return new Webhook(service, json, onAcked);
    }

    Future<Integer> post(List<Webhook> webhooks) {
        var webhook = webhooks.getFirst();
        return post(url(webhook.destination()), webhook);
    }

    Future<Integer> post(String url, Webhook webhook) {
        var signature = signatures.get(webhook.destination()).of(webhook.json());
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        var location = faults.get().signature();
        if (!location.equals("sig")) {
            headers.put("X-Viber-Content-Signature", signature);
        }
        var target = location.equals("header") ? url : url + (url.contains("?") ? "&" : "?") + "sig=" + signature;
        return poster.post(target, headers, webhook.json());
    }

    String service(String token) {
        return settings.viberTokens().entrySet().stream()
                .filter(entry -> entry.getValue().equals(token))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
