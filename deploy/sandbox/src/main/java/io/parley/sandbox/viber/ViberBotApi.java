package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.ledger.AcceptedMessageEntry;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.post.FaultBehaviour;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Viber's bot REST API under {@code /viber/pa/}. Runs on the event loop. */
public final class ViberBotApi {

    private static final String CHANNEL = "viber";
    private static final int CONNECTIONS = 32;
    private static final byte[] NOTHING = {};

    /** Events that a bot can choose; messages are always sent. */
    private static final List<String> EVENTS =
            List.of("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started");

    private final SandboxContext context;
    private final ViberPhones phones;
    private final ViberWebhooks webhooks;
    private final WebhookSender outbox;

    public ViberBotApi(SandboxContext context) {
        this.context = context;
        phones = new ViberPhones(context, PhoneApp.VIBER);
        webhooks = new ViberWebhooks(context.settings(), context.poster(), () -> context.faults()
                .plan()
                .viber());
        outbox = new WebhookSender(
                CHANNEL,
                context.dueQueue(),
                context.counters(),
                () -> context.faults().plan().viber(),
                CONNECTIONS,
                webhooks::post);
    }

    public WebhookSender outbox() {
        return outbox;
    }

    /** Handles the path viber, pa, call. */
    public void handle(HttpCall call) {
        if (call.path().length != 3) {
            call.respond(404, NOTHING);
            return;
        }
        var body = call.json();
        var token = call.request().getHeader("X-Viber-Auth-Token");
        var service = webhooks.service(token == null ? body.path("auth_token").asText() : token);
        if (service == null) {
            reject(call, BotError.of(2).orElseThrow());
            return;
        }
        switch (call.path()[2]) {
            case "send_message" -> send(call, service, body);
            case "set_webhook" -> setWebhook(call, service, body);
            case "get_account_info" -> accountInfo(call, service);
            default -> reject(call, BotError.of(3).orElseThrow());
        }
    }

    private void send(HttpCall call, String service, JsonNode message) {
        var behaviour = new FaultBehaviour(
                context.faults().plan().viber(),
                context.faults().next(CHANNEL),
                context.dueQueue(),
                () -> context.counters().add(CHANNEL, "responsesLost", 1));
        behaviour.begin(() -> send(call, service, message, behaviour));
    }

    private void send(HttpCall call, String service, JsonNode message, FaultBehaviour behaviour) {
        var faultStatus = behaviour.rejection();
        if (faultStatus != 0) {
            context.counters().add(CHANNEL, "refused", 1);
            call.respond(faultStatus, NOTHING);
            return;
        }
        var rejection = BotRules.check(call.body(), message).or(() -> plannedError(service, message, behaviour));
        if (rejection.isPresent()) {
            reject(call, rejection.get());
        } else {
            accept(call, service, message, behaviour);
        }
    }

    private Optional<BotError> plannedError(String service, JsonNode message, FaultBehaviour behaviour) {
        if (behaviour.hits(behaviour.plan().status12(), "status12")) {
            return BotError.of(12);
        }
        if (isBlocked(service, message.path("receiver").asText())) {
            return BotError.of(6);
        }
        return RejectedRecipients.rejection(message.path("receiver").asText(), behaviour.plan())
                .flatMap(BotError::of);
    }

    /** A person who blocks a bot is no longer subscribed to it. */
    private boolean isBlocked(String service, String person) {
        return phones.operated(person).map(phone -> phone.hasBlocked(service)).orElse(false);
    }

    private void reject(HttpCall call, BotError error) {
        context.counters().add(CHANNEL, "refused", 1);
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeNumberField("status", error.status());
            json.writeStringField("status_message", error.message());
            json.writeStringField("chat_hostname", "SN-SANDBOX");
            json.writeEndObject();
        });
    }

    private void accept(HttpCall call, String service, JsonNode message, FaultBehaviour behaviour) {
        var token = context.ids().next();
        var user = message.path("receiver").asText();
        context.ledger().append(entry(message, service, token, user));
        context.requests().keep(Long.toString(token), call.body());
        phones.accepted(Long.toString(token), user, service, call.body());
        var operated = phones.operated(user);
        if (operated.isPresent()) {
            var transit = phones.inTransit(service, null, status -> report(service, status, token, user));
            context.dueQueue()
                    .after(behaviour.delayOf("delivered"), () -> operated.get().send(transit));
            behaviour.end(call, NOTHING, () -> respond(call, token));
        } else {
            sendAutomatically(call, service, token, user, behaviour);
        }
    }

    private void sendAutomatically(HttpCall call, String service, long token, String user, FaultBehaviour behaviour) {
        var steps = behaviour.lifecycle(statuses(user, behaviour));
        steps.later().forEach(step -> context.dueQueue()
                .after(step.afterMs(), () -> report(service, step.status(), token, user)));
        steps.early()
                .map(step -> sendNow(service, step.status(), token, user))
                .orElse(Future.succeededFuture())
                .onComplete(delivered -> behaviour.end(call, NOTHING, () -> respond(call, token)));
    }

    private static AcceptedMessageEntry entry(JsonNode message, String service, long token, String user) {
        var type = message.path("type").asText();
        var ref = message.path("tracking_data").asText(null);
        var text = message.path("text").asText("");
        var entry = AcceptedMessageEntry.of(CHANNEL, ref, Long.toString(token), user, service, text);
        return type.equals("text") ? entry : entry.withContent(type, message.toString());
    }

    private static List<String> statuses(String user, FaultBehaviour behaviour) {
        if (behaviour.failsLater(user)) {
            return List.of("failed");
        }
        return behaviour.plan().read() ? List.of("delivered", "seen") : List.of("delivered");
    }

    /** The bot API has no event for a message that has expired; it is a failed one. */
    private void report(String service, String status, long token, String user) {
        phones.status(Long.toString(token), status);
        var event = status.equals("expired") ? "failed" : status;
        if (webhooks.wants(service, event)) {
            outbox.add(status(service, event, token, user));
        }
    }

    private Future<Integer> sendNow(String service, String event, long token, String user) {
        phones.status(Long.toString(token), event);
        return outbox.sendNow(status(service, event, token, user));
    }

    private WebhookSender.Webhook status(String service, String event, long token, String user) {
        context.counters().add(CHANNEL, "statusesSent", 1);
        return webhooks.status(
                service, event, token, user, () -> context.counters().add(CHANNEL, "statusesAcked", 1));
    }

    private static void respond(HttpCall call, long token) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeNumberField("status", 0);
            json.writeStringField("status_message", "ok");
            json.writeNumberField("message_token", token);
            json.writeStringField("chat_hostname", "SN-SANDBOX");
            json.writeNumberField("billing_status", 1);
            json.writeEndObject();
        });
    }

    /** Registers the URL only if it returns 200 to the event "webhook", as Viber does. */
    private void setWebhook(HttpCall call, String service, JsonNode body) {
        var url = body.path("url").asText();
        var events = new HashSet<String>();
        body.path("event_types").forEach(event -> events.add(event.asText()));
        if (url.isEmpty()) {
            webhooks.register(service, "", Set.of());
            respondToSetWebhook(call, events);
            return;
        }
        webhooks.post(url, webhooks.registered(service, context.ids().next()))
                .otherwise(0)
                .onSuccess(status -> {
                    if (status == 200) {
                        webhooks.register(service, url, events);
                        respondToSetWebhook(call, events);
                    } else {
                        reject(call, BotError.of(1).orElseThrow());
                    }
                });
    }

    private static void respondToSetWebhook(HttpCall call, Set<String> events) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeNumberField("status", 0);
            json.writeStringField("status_message", "ok");
            json.writeStringField("chat_hostname", "SN-SANDBOX");
            json.writeArrayFieldStart("event_types");
            for (var event : events) {
                json.writeString(event);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void accountInfo(HttpCall call, String service) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeNumberField("status", 0);
            json.writeStringField("status_message", "ok");
            json.writeStringField("id", "pa:" + service);
            json.writeStringField("name", "Sandbox " + service);
            json.writeStringField("uri", "sandbox" + service);
            json.writeStringField("category", "Companies, Brands & Products");
            json.writeStringField("country", "DE");
            json.writeStringField("webhook", webhooks.url(service));
            json.writeArrayFieldStart("event_types");
            for (var event : EVENTS) {
                if (webhooks.wants(service, event)) {
                    json.writeString(event);
                }
            }
            json.writeEndArray();
            json.writeNumberField("subscribers_count", 0);
            json.writeEndObject();
        });
    }

    /**
     * Sends a message from a phone, or any {@code event} unmodified.
     *
     * @return the message token
     */
    public String receive(ObjectNode request) {
        var service = request.path("to").asText();
        if (!context.settings().viberTokens().containsKey(service)) {
            throw new IllegalArgumentException("no Viber service " + service);
        }
        if (request.has("event")) {
            outbox.add(webhooks.raw(service, request.get("event")));
            return request.path("event").path("message_token").asText();
        }
        var token = request.path("id").asLong(context.ids().next());
        var text = request.path("text").asText("");
        var message = request.has("message")
                ? request.get("message")
                : Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
        var from = request.path("from").asText();
        var logged = context.inbound().append(CHANNEL, Long.toString(token), from, service, text);
        var id = Long.toString(token);
        phones.received(id, from, service, message);
        outbox.add(webhooks.message(service, token, from, request.path("name").asText("Sandbox User"), message, () -> {
            logged.acked();
            phones.passed(id);
        }));
        return id;
    }
}
