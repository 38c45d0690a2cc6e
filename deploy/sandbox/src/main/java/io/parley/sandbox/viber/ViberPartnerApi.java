package io.parley.sandbox.viber;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.ledger.AcceptedMessageEntry;
import io.parley.sandbox.post.FaultBehaviour;
import io.parley.sandbox.post.Lifecycle.Step;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A messaging partner's API in front of Viber Business Messages, shaped like Infobip's:
 * {@code POST /viber-partner/viber/2/messages}. The key is the service's Viber token. Lives on the event loop.
 */
public final class ViberPartnerApi {

    private static final String CHANNEL = "viber";
    private static final int CONNECTIONS = 32;
    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final SandboxContext workings;
    private final WebhookSender outbox;

    public ViberPartnerApi(SandboxContext workings) {
        this.workings = workings;
        outbox = new WebhookSender(
                CHANNEL,
                workings.later(),
                workings.counters(),
                () -> workings.faults().plan().viber(),
                CONNECTIONS,
                reports -> workings.poster()
                        .post(
                                reports.getFirst().destination(),
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Authorization",
                                        workings.settings().partnerAuthorization()),
                                reports.getFirst().json()));
    }

    public WebhookSender outbox() {
        return outbox;
    }

    /** Path: viber-partner, viber, 2, messages. */
    public void handle(HttpCall call) {
        if (!String.join("/", call.path()).equals("viber-partner/viber/2/messages")) {
            refuse(call, 404, "NOT_FOUND", "Requested URL not found");
            return;
        }
        var conduct = new FaultBehaviour(
                workings.faults().plan().viber(),
                workings.faults().next("viber-partner"),
                workings.later(),
                () -> workings.counters().add(CHANNEL, "answersLost", 1));
        conduct.begin(() -> handle(call, conduct));
    }

    private void handle(HttpCall call, FaultBehaviour conduct) {
        var broken = conduct.refusal();
        var messages = call.json().path("messages");
        if (broken != 0) {
            refuse(call, broken, "GENERAL_ERROR", "Something went wrong. Please contact support.");
        } else if (!workings.settings().viberTokens().containsValue(String.valueOf(call.credential("App")))) {
            refuse(call, 401, "UNAUTHORIZED", "Invalid login details");
        } else if (!PartnerRules.areSound(messages)) {
            refuse(call, 400, "BAD_REQUEST", "Bad Request");
        } else {
            accept(call, messages, conduct);
        }
    }

    private void refuse(HttpCall call, int status, String id, String text) {
        workings.counters().add(CHANNEL, "refused", 1);
        call.answer(status, json -> {
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

    /** One destination of one message, and what was decided about it. */
    private record Sent(String bulkId, String id, String to, String from, PartnerStatus status, JsonNode message) {}

    private void accept(HttpCall call, JsonNode messages, FaultBehaviour conduct) {
        var bulkId = UUID.randomUUID().toString();
        var sent = new ArrayList<Sent>();
        for (var message : messages) {
            for (var destination : message.path("destinations")) {
                sent.add(accept(bulkId, message, destination, conduct));
            }
        }
        sent.forEach(one -> workings.requests().keep(one.id, call.body()));
        var early = sent.stream().map(one -> follow(one, conduct)).toList();
        Future.join(early).onComplete(told -> conduct.end(call, NOTHING, () -> answer(call, bulkId, sent)));
    }

    private Sent accept(String bulkId, JsonNode message, JsonNode destination, FaultBehaviour conduct) {
        var to = destination.path("to").asText();
        var ref = destination.path("messageId").asText(null);
        var id = ref == null ? UUID.randomUUID().toString() : ref;
        var refused = RejectedRecipients.refusal(to, conduct.plan()).isPresent();
        var status = refused ? PartnerStatus.REJECTED : PartnerStatus.PENDING;
        var sent = new Sent(bulkId, id, to, message.path("sender").asText(), status, message);
        if (refused) {
            workings.counters().add(CHANNEL, "refused", 1);
        } else {
            workings.ledger().append(entry(sent, ref));
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

    /** Sees to the reports; completes once those are told that come before the answer. */
    private Future<Integer> follow(Sent sent, FaultBehaviour conduct) {
        if (sent.status == PartnerStatus.REJECTED) {
            return Future.succeededFuture(0);
        }
        var steps = conduct.lifecycle(statuses(sent, conduct));
        steps.later().forEach(step -> workings.later().after(step.afterMs(), () -> outbox.add(report(sent, step))));
        return steps.early().map(step -> outbox.sendNow(report(sent, step))).orElse(Future.succeededFuture(0));
    }

    private static List<String> statuses(Sent sent, FaultBehaviour conduct) {
        if (conduct.failsLater(sent.to)) {
            return List.of("failed");
        }
        return conduct.plan().read() ? List.of("delivered", "seen") : List.of("delivered");
    }

    private WebhookSender.Webhook report(Sent sent, Step step) {
        workings.counters().add(CHANNEL, "statusesSent", 1);
        var json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            out.writeStartObject();
            out.writeStringField("bulkId", sent.bulkId);
            out.writeStringField("messageId", sent.id);
            out.writeStringField("from", sent.from);
            out.writeStringField("to", sent.to);
            writeOutcome(out, step.status());
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
        return new WebhookSender.Webhook(
                address(sent), json, () -> workings.counters().add(CHANNEL, "statusesAcked", 1));
    }

    private static void writeOutcome(JsonGenerator out, String status) throws IOException {
        if (status.equals("seen")) {
            out.writeStringField("seenAt", now());
            return;
        }
        var delivered = status.equals("delivered");
        out.writeStringField("sentAt", now());
        out.writeStringField("doneAt", now());
        out.writeNumberField("messageCount", 1);
        (delivered ? PartnerStatus.DELIVERED : PartnerStatus.UNDELIVERABLE).write(out, "status");
        (delivered ? PartnerStatus.NO_ERROR : PartnerStatus.UNKNOWN_SUBSCRIBER).write(out, "error");
    }

    private String address(Sent sent) {
        var named = sent.message.path("webhooks").path("delivery").path("url").asText();
        return named.isEmpty() ? workings.settings().partnerWebhookUrl().replace("{serviceId}", sent.from) : named;
    }

    /**
     * A message from a person to a service: {@code text}, or {@code message} in the partner's words (TEXT or FILE).
     *
     * @return its id
     */
    public String receive(ObjectNode order) {
        var service = order.path("to").asText();
        if (!workings.settings().viberTokens().containsKey(service)) {
            throw new IllegalArgumentException("no Viber service " + service);
        }
        var id = order.path("id").asText(UUID.randomUUID().toString());
        var from = order.path("from").asText();
        var text = order.path("text").asText("");
        var message = order.has("message")
                ? order.get("message")
                : Json.MAPPER.createObjectNode().put("text", text).put("type", "TEXT");
        var logged = workings.inbound().append(CHANNEL, id, from, service, text);
        var address = workings.settings().partnerWebhookUrl().replace("{serviceId}", service);
        outbox.add(new WebhookSender.Webhook(address, inbound(id, from, service, message), logged::acked));
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

    private static void answer(HttpCall call, String bulkId, List<Sent> messages) {
        call.answer(200, json -> {
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
