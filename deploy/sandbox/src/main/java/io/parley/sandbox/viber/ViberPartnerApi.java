package io.parley.sandbox.viber;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A messaging partner's API for Viber Business Messages, modelled on Infobip's:
 * {@code POST /viber-partner/viber/2/messages}. The API key is the service's Viber token. Runs on the event loop.
 */
public final class ViberPartnerApi {

    private static final String CHANNEL = "viber";
    private static final int CONNECTIONS = 32;
    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final SandboxContext context;
    private final ViberPhones phones;
    private final WebhookSender outbox;

    public ViberPartnerApi(SandboxContext context) {
        this.context = context;
        phones = new ViberPhones(context, PhoneApp.VIBER_PARTNER);
        outbox = new WebhookSender(
                CHANNEL,
                context.dueQueue(),
                context.counters(),
                () -> context.faults().plan().viber(),
                CONNECTIONS,
                reports -> context.poster()
                        .post(
                                reports.getFirst().destination(),
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Authorization",
                                        context.settings().partnerAuthorization()),
                                reports.getFirst().json()));
    }

    public WebhookSender outbox() {
        return outbox;
    }

    /** Handles the path viber-partner, viber, 2, messages. */
    public void handle(HttpCall call) {
        if (!String.join("/", call.path()).equals("viber-partner/viber/2/messages")) {
            reject(call, 404, "NOT_FOUND", "Requested URL not found");
            return;
        }
        var behaviour = new FaultBehaviour(
                context.faults().plan().viber(),
                context.faults().next("viber-partner"),
                context.dueQueue(),
                () -> context.counters().add(CHANNEL, "responsesLost", 1));
        behaviour.begin(() -> handle(call, behaviour));
    }

    private void handle(HttpCall call, FaultBehaviour behaviour) {
        var faultStatus = behaviour.rejection();
        var messages = call.json().path("messages");
        if (faultStatus != 0) {
            reject(call, faultStatus, "GENERAL_ERROR", "Something went wrong. Please contact support.");
        } else if (!context.settings().viberTokens().containsValue(String.valueOf(call.credential("App")))) {
            reject(call, 401, "UNAUTHORIZED", "Invalid login details");
        } else if (!PartnerRules.areValid(messages)) {
            reject(call, 400, "BAD_REQUEST", "Bad Request");
        } else {
            accept(call, messages, behaviour);
        }
    }

    private void reject(HttpCall call, int status, String id, String text) {
        context.counters().add(CHANNEL, "refused", 1);
        call.respond(status, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("requestError");
            json.writeObjectFieldStart("serviceException");
            json.writeStringField("messageId", id);
            json.writeStringField("text", text);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** One destination of one message, and its status. */
    private record Sent(String bulkId, String id, String to, String from, PartnerStatus status, JsonNode message) {}

    private void accept(HttpCall call, JsonNode messages, FaultBehaviour behaviour) {
        var bulkId = UUID.randomUUID().toString();
        var sent = new ArrayList<Sent>();
        for (var message : messages) {
            for (var destination : message.path("destinations")) {
                sent.add(accept(bulkId, message, destination, behaviour));
            }
        }
        sent.forEach(one -> context.requests().keep(one.id, call.body()));
        var early = sent.stream().map(one -> scheduleReports(one, behaviour)).toList();
        Future.join(early).onComplete(delivered -> behaviour.end(call, NOTHING, () -> respond(call, bulkId, sent)));
    }

    private Sent accept(String bulkId, JsonNode message, JsonNode destination, FaultBehaviour behaviour) {
        var to = destination.path("to").asText();
        var ref = destination.path("messageId").asText(null);
        var id = ref == null ? UUID.randomUUID().toString() : ref;
        var rejected = RejectedRecipients.rejection(to, behaviour.plan()).isPresent();
        var status = rejected ? PartnerStatus.REJECTED : PartnerStatus.PENDING;
        var sent = new Sent(bulkId, id, to, message.path("sender").asText(), status, message);
        if (rejected) {
            context.counters().add(CHANNEL, "refused", 1);
        } else {
            context.ledger().append(entry(sent, ref));
            phones.accepted(
                    id, to, sent.from, message.path("content").toString().getBytes(StandardCharsets.UTF_8));
        }
        return sent;
    }

    private static AcceptedMessageEntry entry(Sent sent, String ref) {
        var content = sent.message.path("content");
        var entry = AcceptedMessageEntry.of(
                CHANNEL, ref, sent.id, sent.to, sent.from, content.path("text").asText(""));
        var type = content.path("type").asText();
        return type.equals("TEXT") ? entry : entry.withContent(type, content.toString());
    }

    /** Schedules the reports. Completes after the delivery of the one that precedes the response, if any. */
    private Future<Integer> scheduleReports(Sent sent, FaultBehaviour behaviour) {
        if (sent.status == PartnerStatus.REJECTED) {
            return Future.succeededFuture(0);
        }
        var operated = phones.operated(sent.to);
        if (operated.isPresent()) {
            var transit = phones.inTransit(
                    sent.from, PartnerRules.validity(sent.message), status -> outbox.add(report(sent, status)));
            context.dueQueue()
                    .after(behaviour.delayOf("delivered"), () -> operated.get().send(transit));
            return Future.succeededFuture(0);
        }
        var steps = behaviour.lifecycle(statuses(sent, behaviour));
        steps.later().forEach(step -> context.dueQueue()
                .after(step.afterMs(), () -> outbox.add(report(sent, step.status()))));
        return steps.early()
                .map(step -> outbox.sendNow(report(sent, step.status())))
                .orElse(Future.succeededFuture(0));
    }

    private static List<String> statuses(Sent sent, FaultBehaviour behaviour) {
        if (behaviour.failsLater(sent.to)) {
            return List.of("failed");
        }
        return behaviour.plan().read() ? List.of("delivered", "seen") : List.of("delivered");
    }

    private WebhookSender.Webhook report(Sent sent, String status) {
        phones.status(sent.id, status);
        context.counters().add(CHANNEL, "statusesSent", 1);
        var json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            out.writeStartObject();
            out.writeStringField("bulkId", sent.bulkId);
            out.writeStringField("messageId", sent.id);
            out.writeStringField("from", sent.from);
            out.writeStringField("to", sent.to);
            writeOutcome(out, status);
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
        return new WebhookSender.Webhook(
                url(sent), json, () -> context.counters().add(CHANNEL, "statusesAcked", 1));
    }

    private static void writeOutcome(JsonGenerator out, String status) throws IOException {
        if (status.equals("seen")) {
            out.writeStringField("seenAt", now());
            return;
        }
        out.writeStringField("sentAt", now());
        out.writeStringField("doneAt", now());
        out.writeNumberField("messageCount", 1);
        PartnerStatus.of(status).write(out, "status");
        PartnerStatus.errorOf(status).write(out, "error");
    }

    private String url(Sent sent) {
        var requested =
                sent.message.path("webhooks").path("delivery").path("url").asText();
        return requested.isEmpty()
                ? context.settings().partnerWebhookUrl().replace("{serviceId}", sent.from)
                : requested;
    }

    /**
     * Sends a message from a person to a service: {@code text}, or {@code message} in its format.
     *
     * @return the message id
     */
    public String receive(ObjectNode request) {
        var service = request.path("to").asText();
        if (!context.settings().viberTokens().containsKey(service)) {
            throw new IllegalArgumentException("no Viber service " + service);
        }
        var id = request.path("id").asText(UUID.randomUUID().toString());
        var from = request.path("from").asText();
        var text = request.path("text").asText("");
        var message = request.has("message")
                ? request.get("message")
                : Json.MAPPER.createObjectNode().put("text", text).put("type", "TEXT");
        var logged = context.inbound().append(CHANNEL, id, from, service, text);
        var url = context.settings().partnerWebhookUrl().replace("{serviceId}", service);
        phones.received(id, from, service, message);
        outbox.add(new WebhookSender.Webhook(url, inbound(id, from, service, message), () -> {
            logged.acked();
            phones.passed(id);
        }));
        return id;
    }

    private static byte[] inbound(String id, String from, String service, JsonNode message) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            out.writeStartObject();
            out.writeStringField("sender", from);
            out.writeStringField("to", service);
            out.writeStringField("integrationType", "VIBER");
            out.writeStringField("receivedAt", now());
            out.writeStringField("messageId", id);
            out.writeFieldName("message");
            out.writeTree(message);
            out.writeEndObject();
            out.writeEndArray();
            out.writeNumberField("messageCount", 1);
            out.writeNumberField("pendingMessageCount", 0);
            out.writeEndObject();
        });
    }

    private static String now() {
        return TIME.format(OffsetDateTime.now(ZoneOffset.UTC));
    }

    private static void respond(HttpCall call, String bulkId, List<Sent> messages) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("bulkId", bulkId);
            json.writeArrayFieldStart("messages");
            for (var sent : messages) {
                json.writeStartObject();
                json.writeStringField("messageId", sent.id);
                json.writeStringField("destination", sent.to);
                sent.status.write(json, "status");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
