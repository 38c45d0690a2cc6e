package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.ledger.AcceptedMessageEntry;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.template.TemplateLibrary;
import io.parley.sandbox.post.FaultBehaviour;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Graph API: handles {@code POST /graph/{version}/{phone_number_id}/messages}, delegates other paths. Runs on the
 * event loop.
 */
public final class GraphApi {

    private static final String CHANNEL = "whatsapp";
    private static final int CONNECTIONS = 8;

    private final SandboxContext context;
    private final MetaWebhooks webhooks;
    private final WebhookSender outbox;
    private final GraphMediaApi media;
    private final NodeApi nodes;
    private final Wamids wamids;
    private final SendValidator validator;
    private final TemplateLibrary templates = new TemplateLibrary();
    private final Map<String, SandboxConfig.Number> numbers = new HashMap<>();

    public GraphApi(SandboxContext context) {
        this.context = context;
        media = new GraphMediaApi(context);
        nodes = new NodeApi(context.settings().numbers());
        wamids = new Wamids(context.ids());
        validator = SendValidator.of(wamids, media, templates);
        webhooks = new MetaWebhooks(context.settings(), context.poster());
        outbox = new WebhookSender(
                CHANNEL,
                context.dueQueue(),
                context.counters(),
                () -> context.faults().plan().whatsapp(),
                CONNECTIONS,
                webhooks::post);
        context.settings().numbers().forEach(number -> numbers.put(number.id(), number));
    }

    public WebhookSender outbox() {
        return outbox;
    }

    public GraphMediaApi media() {
        return media;
    }

    public TemplateLibrary templates() {
        return templates;
    }

    /** Handles the path graph, version, object id, with an optional path below it. */
    public void handle(HttpCall call) {
        var path = call.path();
        if (path.length == 4 && path[3].equals("messages") && call.method().equals("POST")) {
            send(call);
        } else if (!isAuthorized(call)) {
            reject(call, GraphErrorResponse.badToken());
        } else if (path.length < 3) {
            reject(call, GraphErrorResponse.unknownPath(String.join("/", path)));
        } else if (path.length > 3) {
            nodes.below(call);
        } else if (nodes.isNumber(path[2])) {
            nodes.number(call);
        } else {
            media.handle(call);
        }
    }

    private boolean isAuthorized(HttpCall call) {
        return context.settings().metaToken().equals(call.credential("Bearer"));
    }

    private void send(HttpCall call) {
        var behaviour = new FaultBehaviour(
                context.faults().plan().whatsapp(),
                context.faults().next(CHANNEL),
                context.dueQueue(),
                () -> context.counters().add(CHANNEL, "responsesLost", 1));
        behaviour.begin(() -> handle(call, behaviour));
    }

    private void handle(HttpCall call, FaultBehaviour behaviour) {
        var message = call.json();
        var rejection = rejection(call, message, behaviour);
        if (rejection.isPresent()) {
            reject(call, rejection.get());
        } else if (SendValidator.isRead(message)) {
            call.respond(200, GraphApi::writeSuccess);
            context.counters().add(CHANNEL, "markedRead", 1);
        } else {
            accept(call, message, behaviour);
        }
    }

    private Optional<GraphErrorResponse> rejection(HttpCall call, JsonNode message, FaultBehaviour behaviour) {
        var status = behaviour.rejection();
        if (status != 0) {
            return Optional.of(status == 429 ? GraphErrorResponse.tooManyCalls() : GraphErrorResponse.serviceDown());
        }
        if (!isAuthorized(call)) {
            return Optional.of(GraphErrorResponse.badToken());
        }
        var number = numbers.get(call.path()[2]);
        if (number == null) {
            return Optional.of(GraphErrorResponse.unknownObject(call.method(), call.path()[2]));
        }
        return validator.check(message, call.path()[1], number, behaviour);
    }

    private void reject(HttpCall call, GraphErrorResponse error) {
        context.counters().add(CHANNEL, "refused", 1);
        call.respond(error.status(), error.json());
    }

    private void accept(HttpCall call, JsonNode message, FaultBehaviour behaviour) {
        var sent = Sent.of(message, numbers.get(call.path()[2]), wamids);
        context.ledger().append(entry(message, sent));
        context.requests().keep(sent.wamid(), call.body());
        var steps = behaviour.lifecycle(statuses(sent, behaviour));
        var code = behaviour.plan().failCodes().getOrDefault(sent.recipient(), 131026);
        steps.later().forEach(step -> context.dueQueue()
                .after(step.afterMs(), () -> outbox.add(status(sent, step.status(), code))));
        steps.early()
                .map(step -> outbox.sendNow(status(sent, step.status(), code)))
                .orElse(Future.succeededFuture())
                .onComplete(delivered -> behaviour.end(
                        call, GraphErrorResponse.unknown().json(), () -> call.respond(200, sent::writeResponse)));
    }

    private static AcceptedMessageEntry entry(JsonNode message, Sent sent) {
        var type = MessageRules.type(message);
        var text = message.path("text").path("body").asText("");
        var from = sent.number().display();
        var entry = AcceptedMessageEntry.of(CHANNEL, sent.ref(), sent.wamid(), sent.recipient(), from, text);
        return type.equals("text")
                ? entry
                : entry.withContent(type, message.path(type).toString());
    }

    private static List<String> statuses(Sent sent, FaultBehaviour behaviour) {
        if (behaviour.failsLater(sent.recipient())) {
            return List.of("sent", "failed");
        }
        if (!behaviour.plan().read()) {
            return List.of("sent", "delivered");
        }
        return behaviour.hits(behaviour.plan().skipDelivered(), "skipDelivered")
                ? List.of("sent", "read")
                : List.of("sent", "delivered", "read");
    }

    private WebhookSender.Webhook status(Sent sent, String status, int code) {
        context.counters().add(CHANNEL, "statusesSent", 1);
        return webhooks.status(sent, status, code, () -> context.counters().add(CHANNEL, "statusesAcked", 1));
    }

    private static void writeSuccess(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", true);
        json.writeEndObject();
    }

    /**
     * Sends a message from a person, by phone ({@code from}) or by user id only. {@code text} is the content of a text;
     * {@code message} replaces it and may have any type.
     *
     * @return its wamid
     */
    public String receive(ObjectNode request) {
        var person = SandboxPerson.of(request);
        if (person.id() == null) {
            throw new IllegalArgumentException("from or userId is required");
        }
        var id = request.path("id").asText(wamids.next(person.id()));
        wamids.add(id);
        var text = request.path("text").asText("");
        var number = numberOf(request.path("to").asText());
        var logged = context.inbound().append(CHANNEL, id, person.id(), number.display(), text);
        outbox.add(webhooks.message(number, id, person, content(request, text), logged::acked));
        return id;
    }

    private ObjectNode content(ObjectNode request, String text) {
        var message = Json.MAPPER.createObjectNode();
        if (request.has("message")) {
            message.setAll((ObjectNode) request.get("message"));
            media.complete(message);
        } else {
            message.put("type", "text").putObject("text").put("body", text);
        }
        return message;
    }

    private SandboxConfig.Number numberOf(String to) {
        return context.settings().numbers().stream()
                .filter(number -> number.display().equals(MessageRules.digits(to))
                        || number.id().equals(to))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no WhatsApp number " + to));
    }

    /** Sends a change of a field other than messages unmodified; a null account means the first one. */
    public void change(String wabaId, String field, JsonNode value) {
        var account = wabaId == null ? context.settings().numbers().getFirst().wabaId() : wabaId;
        outbox.add(webhooks.raw(account, field, value, () -> {}));
    }

    /** Performs Meta's verification handshake with the webhook URL, which must echo the challenge. */
    public Future<Poster.Response> handshake(String challenge, String token) {
        return context.poster()
                .get(context.settings().metaWebhookUrl() + "?hub.mode=subscribe&hub.challenge=" + challenge
                        + "&hub.verify_token="
                        + (token == null ? context.settings().verifyToken() : token));
    }
}
