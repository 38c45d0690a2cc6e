package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.Settings;
import io.parley.sandbox.Workings;
import io.parley.sandbox.ledger.Accepted;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.template.TemplateLibrary;
import io.parley.sandbox.post.Conduct;
import io.parley.sandbox.post.Outbox;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.web.Exchange;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Graph API: {@code POST /graph/{version}/{phone_number_id}/messages} and what follows from it; other paths are passed
 * on. Lives on the event loop.
 */
public final class GraphFace {

    private static final String CHANNEL = "whatsapp";
    private static final int CONNECTIONS = 8;

    private final Workings workings;
    private final MetaWebhooks webhooks;
    private final Outbox outbox;
    private final MediaFace media;
    private final NodeApi nodes;
    private final Wamids wamids;
    private final SendValidator validator;
    private final TemplateLibrary templates = new TemplateLibrary();
    private final Map<String, Settings.Number> numbers = new HashMap<>();

    public GraphFace(Workings workings) {
        this.workings = workings;
        media = new MediaFace(workings);
        nodes = new NodeApi(workings.settings().numbers());
        wamids = new Wamids(workings.ids());
        validator = SendValidator.of(wamids, media, templates);
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

    public TemplateLibrary templates() {
        return templates;
    }

    /** Path: graph, version, id of an object, and maybe a path below it. */
    public void handle(Exchange call) {
        var path = call.path();
        if (path.length == 4 && path[3].equals("messages") && call.method().equals("POST")) {
            send(call);
        } else if (!isKnown(call)) {
            refuse(call, GraphError.badToken());
        } else if (path.length < 3) {
            refuse(call, GraphError.unknownPath(String.join("/", path)));
        } else if (path.length > 3) {
            nodes.below(call);
        } else if (nodes.isNumber(path[2])) {
            nodes.number(call);
        } else {
            media.handle(call);
        }
    }

    private boolean isKnown(Exchange call) {
        return workings.settings().metaToken().equals(call.credential("Bearer"));
    }

    private void send(Exchange call) {
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
        } else if (SendValidator.isRead(message)) {
            call.answer(200, GraphFace::writeSuccess);
            workings.counters().add(CHANNEL, "markedRead", 1);
        } else {
            accept(call, message, conduct);
        }
    }

    private Optional<GraphError> refusal(Exchange call, JsonNode message, Conduct conduct) {
        var status = conduct.refusal();
        if (status != 0) {
            return Optional.of(status == 429 ? GraphError.tooManyCalls() : GraphError.serviceDown());
        }
        if (!isKnown(call)) {
            return Optional.of(GraphError.badToken());
        }
        var number = numbers.get(call.path()[2]);
        if (number == null) {
            return Optional.of(GraphError.unknownObject(call.method(), call.path()[2]));
        }
        return validator.check(message, call.path()[1], number, conduct);
    }

    private void refuse(Exchange call, GraphError error) {
        workings.counters().add(CHANNEL, "refused", 1);
        call.answer(error.status(), error.json());
    }

    private void accept(Exchange call, JsonNode message, Conduct conduct) {
        var sent = Sent.of(message, numbers.get(call.path()[2]), wamids);
        workings.ledger().append(entry(message, sent));
        workings.requests().keep(sent.wamid(), call.body());
        var steps = conduct.lifecycle(statuses(sent, conduct));
        var code = conduct.plan().failCodes().getOrDefault(sent.recipient(), 131026);
        steps.later().forEach(step -> workings.later()
                .after(step.afterMs(), () -> outbox.add(status(sent, step.status(), code))));
        steps.early()
                .map(step -> outbox.sendNow(status(sent, step.status(), code)))
                .orElse(Future.succeededFuture())
                .onComplete(told ->
                        conduct.end(call, GraphError.unknown().json(), () -> call.answer(200, sent::writeAnswer)));
    }

    private static Accepted entry(JsonNode message, Sent sent) {
        var type = MessageRules.type(message);
        var text = message.path("text").path("body").asText("");
        var from = sent.number().display();
        var entry = Accepted.of(CHANNEL, sent.ref(), sent.wamid(), sent.recipient(), from, text);
        return type.equals("text")
                ? entry
                : entry.withContent(type, message.path(type).toString());
    }

    private static List<String> statuses(Sent sent, Conduct conduct) {
        if (conduct.failsLater(sent.recipient())) {
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

    private static void writeSuccess(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", true);
        json.writeEndObject();
    }

    /**
     * A message from a person, by phone ({@code from}) or by user id only. {@code text} makes a text; {@code message} is
     * laid over it and may hold any type.
     *
     * @return its wamid
     */
    public String receive(ObjectNode order) {
        var person = Person.of(order);
        if (person.id() == null) {
            throw new IllegalArgumentException("from or userId is required");
        }
        var id = order.path("id").asText(wamids.next(person.id()));
        wamids.remember(id);
        var text = order.path("text").asText("");
        var number = numberOf(order.path("to").asText());
        var logged = workings.inbound().append(CHANNEL, id, person.id(), number.display(), text);
        outbox.add(webhooks.message(number, id, person, content(order, text), logged::acked));
        return id;
    }

    private ObjectNode content(ObjectNode order, String text) {
        var message = Json.MAPPER.createObjectNode();
        if (order.has("message")) {
            message.setAll((ObjectNode) order.get("message"));
            media.complete(message);
        } else {
            message.put("type", "text").putObject("text").put("body", text);
        }
        return message;
    }

    private Settings.Number numberOf(String to) {
        return workings.settings().numbers().stream()
                .filter(number -> number.display().equals(MessageRules.digits(to))
                        || number.id().equals(to))
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
