package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.Settings;
import io.parley.sandbox.Workings;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.ledger.Accepted;
import io.parley.sandbox.meta.MetaWebhooks.Sent;
import io.parley.sandbox.post.Conduct;
import io.parley.sandbox.post.Outbox;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.web.Exchange;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code POST /graph/{version}/{phone_number_id}/messages} and what follows from it. Lives on the event loop. */
public final class GraphFace {

    private static final String CHANNEL = "whatsapp";
    private static final int CONNECTIONS = 8;
    private static final Pattern MAGIC = Pattern.compile(".*(13\\d{4})");

    private final Workings workings;
    private final MetaWebhooks webhooks;
    private final Outbox outbox;
    private final MediaFace media;
    private final Map<String, Settings.Number> numbers = new HashMap<>();

    public GraphFace(Workings workings) {
        this.workings = workings;
        media = new MediaFace(workings);
        webhooks = new MetaWebhooks(workings.settings(), workings.poster());
        outbox = new Outbox(
                CHANNEL,
                workings.later(),
                workings.counters(),
                () -> workings.faults().plan().whatsapp(),
                CONNECTIONS,
                webhooks::post);
        workings.settings().numbers().forEach(number -> numbers.put(number.id(), number));
    }

    public Outbox outbox() {
        return outbox;
    }

    public MediaFace media() {
        return media;
    }

    /** Path: graph, version, phone number id, messages; or graph, version, media id. */
    public void handle(Exchange call) {
        var path = call.path();
        if (path.length == 3) {
            media.handle(call);
            return;
        }
        if (path.length != 4
                || !path[3].equals("messages")
                || !call.request().method().name().equals("POST")) {
            refuse(call, GraphError.unknownObject(path.length > 2 ? path[2] : ""));
            return;
        }
        var conduct = new Conduct(
                workings.faults().plan().whatsapp(),
                workings.faults().next(CHANNEL),
                workings.later(),
                () -> workings.counters().add(CHANNEL, "answersLost", 1));
        conduct.begin(() -> handle(call, conduct));
    }

    private void handle(Exchange call, Conduct conduct) {
        var message = call.json();
        var refusal = refusal(call, message, conduct);
        if (refusal.isPresent()) {
            refuse(call, refusal.get());
        } else if (isRead(message)) {
            call.answer(200, GraphFace::writeSuccess);
            workings.counters().add(CHANNEL, "markedRead", 1);
        } else {
            accept(call, message, conduct);
        }
    }

    private static boolean isRead(JsonNode message) {
        return message.path("status").asText().equals("read");
    }

    private Optional<GraphError> refusal(Exchange call, JsonNode message, Conduct conduct) {
        var status = conduct.refusal();
        if (status != 0) {
            return Optional.of(status == 429 ? GraphError.tooManyCalls() : GraphError.serviceDown());
        }
        if (!workings.settings().metaToken().equals(call.credential("Bearer"))) {
            return Optional.of(GraphError.badToken());
        }
        var number = numbers.get(call.path()[2]);
        if (number == null) {
            return Optional.of(GraphError.unknownObject(call.path()[2]));
        }
        if (isRead(message)) {
            return message.path("message_id").asText().startsWith("wamid.")
                    ? Optional.empty()
                    : Optional.of(GraphError.required("message_id"));
        }
        return MessageRules.check(message, version(call.path()[1]))
                .or(() -> planned(digits(message.path("to").asText()), number, conduct));
    }

    private static Optional<GraphError> planned(String to, Settings.Number number, Conduct conduct) {
        if (to.equals(number.display())) {
            return Optional.of(GraphError.of(131021, "The recipient is the sender."));
        }
        if (conduct.hits(conduct.plan().code130429(), "130429")) {
            return Optional.of(GraphError.of(130429, "Cloud API message throughput has been reached."));
        }
        if (conduct.hits(conduct.plan().code131056(), "131056")) {
            return Optional.of(GraphError.of(131056, "Too many messages sent to the same recipient in a short time."));
        }
        return code(to, conduct.plan())
                .map(code -> GraphError.of(code, "The sandbox was asked to refuse this recipient."));
    }

    private static Optional<Integer> code(String to, HttpFaults plan) {
        var listed = plan.rejectCodes().get(to);
        if (listed != null) {
            return Optional.of(listed);
        }
        var magic = MAGIC.matcher(to);
        return plan.magicRecipients() && magic.matches()
                ? Optional.of(Integer.valueOf(magic.group(1))).filter(GraphError::isKnown)
                : Optional.empty();
    }

    private static double version(String segment) {
        try {
            return Double.parseDouble(segment.substring(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private void refuse(Exchange call, GraphError error) {
        workings.counters().add(CHANNEL, "refused", 1);
        call.answer(error.status(), error.json());
    }

    private void accept(Exchange call, JsonNode message, Conduct conduct) {
        var number = numbers.get(call.path()[2]);
        var input = message.path("to").asText(message.path("recipient").asText());
        var ref = message.path("biz_opaque_callback_data").asText(null);
        var sent = new Sent(number, wamid(digits(input)), digits(input), ref);
        workings.ledger().append(entry(message, sent));
        workings.requests().keep(sent.wamid(), call.body());
        var steps = conduct.lifecycle(statuses(sent, conduct));
        var code = conduct.plan().failCodes().getOrDefault(sent.waId(), 131026);
        steps.later().forEach(step -> workings.later()
                .after(step.afterMs(), () -> outbox.add(status(sent, step.status(), code))));
        steps.early()
                .map(step -> outbox.sendNow(status(sent, step.status(), code)))
                .orElse(Future.succeededFuture())
                .onComplete(told -> conduct.end(call, GraphError.unknown().json(), () -> answer(call, sent, input)));
    }

    private static Accepted entry(JsonNode message, Sent sent) {
        var type = MessageRules.type(message);
        var text = message.path("text").path("body").asText("");
        var from = sent.number().display();
        var entry = Accepted.of(CHANNEL, sent.ref(), sent.wamid(), sent.waId(), from, text);
        return type.equals("text")
                ? entry
                : entry.withContent(type, message.path(type).toString());
    }

    private static List<String> statuses(Sent sent, Conduct conduct) {
        if (conduct.failsLater(sent.waId())) {
            return List.of("sent", "failed");
        }
        if (!conduct.plan().read()) {
            return List.of("sent", "delivered");
        }
        return conduct.hits(conduct.plan().skipDelivered(), "skipDelivered")
                ? List.of("sent", "read")
                : List.of("sent", "delivered", "read");
    }

    private Outbox.Webhook status(Sent sent, String status, int code) {
        workings.counters().add(CHANNEL, "statusesSent", 1);
        return webhooks.status(sent, status, code, () -> workings.counters().add(CHANNEL, "statusesAcked", 1));
    }

    private static void answer(Exchange call, Sent sent, String input) {
        call.answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("messaging_product", "whatsapp");
            json.writeArrayFieldStart("contacts");
            json.writeStartObject();
            json.writeStringField("input", input);
            json.writeStringField("wa_id", sent.waId());
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            json.writeStringField("id", sent.wamid());
            json.writeStringField("message_status", "accepted");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeSuccess(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", true);
        json.writeEndObject();
    }

    private String wamid(String phone) {
        var id = phone + Long.toHexString(workings.ids().next());
        return "wamid." + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String digits(String phone) {
        return phone.startsWith("+") ? phone.substring(1) : phone;
    }

    /**
     * A message from a phone. {@code text} makes a text; {@code message} is laid over it and may hold any type.
     *
     * @return its wamid
     */
    public String receive(ObjectNode order) {
        var from = order.path("from").asText();
        var id = order.path("id").asText(wamid(from));
        var text = order.path("text").asText("");
        var message = Json.MAPPER.createObjectNode();
        if (order.has("message")) {
            message.setAll((ObjectNode) order.get("message"));
            media.complete(message);
        } else {
            message.put("type", "text").putObject("text").put("body", text);
        }
        var number = numberOf(order.path("to").asText());
        var logged = workings.inbound().append(CHANNEL, id, from, number.display(), text);
        var name = order.path("name").asText("Sandbox User");
        outbox.add(webhooks.message(number, id, from, name, message, logged::acked));
        return id;
    }

    private Settings.Number numberOf(String to) {
        return workings.settings().numbers().stream()
                .filter(number ->
                        number.display().equals(digits(to)) || number.id().equals(to))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no WhatsApp number " + to));
    }

    /** A change of a field other than messages, sent as it is; a null account means the first one. */
    public void change(String wabaId, String field, JsonNode value) {
        var account = wabaId == null ? workings.settings().numbers().getFirst().wabaId() : wabaId;
        outbox.add(webhooks.raw(account, field, value, () -> {}));
    }

    /** Meta's handshake with the webhook address: whether it echoed the challenge. */
    public Future<Poster.Answer> handshake(String challenge, String token) {
        return workings.poster()
                .get(workings.settings().metaWebhookUrl() + "?hub.mode=subscribe&hub.challenge=" + challenge
                        + "&hub.verify_token="
                        + (token == null ? workings.settings().verifyToken() : token));
    }
}
