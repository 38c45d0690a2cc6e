package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.meta.account.AccountGraphApi;
import io.parley.sandbox.meta.account.CompletedUpload;
import io.parley.sandbox.meta.account.GraphAccess;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.flow.management.SandboxFlowManagement;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.template.management.TemplateManagement;
import io.parley.sandbox.phone.OperatedPhone;
import io.parley.sandbox.post.FaultBehaviour;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final SandboxAccounts accounts;
    private final GraphAccess access;
    private final AccountGraphApi accountApi;
    private final AccountControl accountControl;
    private final WhatsAppPhones phones;
    private final Wamids wamids;
    private final SendValidator validator;
    private final TemplateManagement templates;
    private final SandboxFlowManagement flows;

    public GraphApi(SandboxContext context) {
        this.context = context;
        accounts = new SandboxAccounts(context.settings());
        access = new GraphAccess(context);
        flows = new SandboxFlowManagement(context, accounts, this::change, this::receive);
        templates = new TemplateManagement(context, this::change, this::uploaded, flows::exists);
        phones = new WhatsAppPhones(context, templates);
        accountApi = new AccountGraphApi(context, accounts, access, templates.calls(), flows.calls());
        accountControl = new AccountControl(accounts, this::change);
        media = new GraphMediaApi(context, accounts, access);
        wamids = new Wamids(context.ids());
        validator = SendValidator.of(wamids, media, templates, flows);
        webhooks = new MetaWebhooks(context.settings(), context.poster(), accounts::webhookUri);
        outbox = new WebhookSender(
                CHANNEL,
                context.dueQueue(),
                context.counters(),
                () -> context.faults().plan().whatsapp(),
                CONNECTIONS,
                webhooks::post);
    }

    private Optional<CompletedUpload> uploaded(String handle) {
        return accountApi.uploaded(handle);
    }

    public WebhookSender outbox() {
        return outbox;
    }

    public GraphMediaApi media() {
        return media;
    }

    public AccountGraphApi accounts() {
        return accountApi;
    }

    public AccountControl accountControl() {
        return accountControl;
    }

    public TemplateManagement templates() {
        return templates;
    }

    public SandboxFlowManagement flows() {
        return flows;
    }

    /** Handles the path graph, version, object id, with an optional path below it. */
    public void handle(HttpCall call) {
        var path = call.path();
        if (path.length == 4 && path[3].equals("messages") && call.method().equals("POST")) {
            send(call);
        } else if (path.length > 3 || path.length == 3 && accountApi.owns(path[2])) {
            accountApi.handle(call);
        } else if (path.length == 3) {
            media.handle(call);
        } else {
            reject(
                    call,
                    access.rejection(call, GraphAccess.MESSAGING)
                            .orElseGet(() -> GraphErrorResponse.unknownPath(String.join("/", path))));
        }
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
            phones.markedRead(message);
        } else {
            accept(call, message, behaviour);
        }
    }

    private Optional<GraphErrorResponse> rejection(HttpCall call, JsonNode message, FaultBehaviour behaviour) {
        var status = behaviour.rejection();
        if (status != 0) {
            return Optional.of(status == 429 ? GraphErrorResponse.tooManyCalls() : GraphErrorResponse.serviceDown());
        }
        return access.rejection(call, GraphAccess.MESSAGING).or(() -> accounts.number(call.path()[2])
                .map(number -> rejection(call, message, number, behaviour))
                .orElseGet(() -> Optional.of(GraphErrorResponse.unknownObject(call.method(), call.path()[2]))));
    }

    private Optional<GraphErrorResponse> rejection(
            HttpCall call, JsonNode message, SandboxConfig.Number number, FaultBehaviour behaviour) {
        return accounts.sendRejection(number)
                .map(code -> GraphErrorResponse.of(code, "The number cannot send messages."))
                .or(() -> validator.check(message, call.path()[1], number, behaviour));
    }

    private void reject(HttpCall call, GraphErrorResponse error) {
        context.counters().add(CHANNEL, "refused", 1);
        call.respond(error.status(), error.json());
    }

    private void accept(HttpCall call, JsonNode message, FaultBehaviour behaviour) {
        var sent = Sent.of(message, accounts.number(call.path()[2]).orElseThrow(), wamids);
        context.ledger().append(sent.entry(message));
        context.requests().keep(sent.wamid(), call.body());
        phones.accepted(message, sent, call.body());
        noteFlow(message, sent);
        phones.operated(sent)
                .ifPresentOrElse(
                        phone -> sendTo(phone, call, message, sent, behaviour),
                        () -> sendAutomatically(call, sent, behaviour));
    }

    /** Lets a person decide when the message is delivered and read. */
    private void sendTo(OperatedPhone phone, HttpCall call, JsonNode message, Sent sent, FaultBehaviour behaviour) {
        var transit = phones.inTransit(
                message, sent, (status, code) -> deliver(sent.number().wabaId(), () -> status(sent, status, code)));
        context.dueQueue().after(behaviour.delayOf("sent"), () -> phone.send(transit));
        end(call, sent, behaviour);
    }

    private void end(HttpCall call, Sent sent, FaultBehaviour behaviour) {
        behaviour.end(call, GraphErrorResponse.unknown().json(), () -> call.respond(200, sent::writeResponse));
    }

    private void sendAutomatically(HttpCall call, Sent sent, FaultBehaviour behaviour) {
        var steps = behaviour.lifecycle(sent.statuses(behaviour));
        var code = behaviour.plan().failCodes().getOrDefault(sent.recipient(), 131026);
        steps.later().forEach(step -> context.dueQueue()
                .after(step.afterMs(), () -> deliver(sent.number().wabaId(), () -> status(sent, step.status(), code))));
        steps.early()
                .filter(step -> isSubscribed(sent.number().wabaId()))
                .map(step -> outbox.sendNow(status(sent, step.status(), code)))
                .orElse(Future.succeededFuture())
                .onComplete(delivered -> end(call, sent, behaviour));
    }

    private void noteFlow(JsonNode message, Sent sent) {
        var wabaId = sent.number().wabaId();
        MessageFlow.of(message, wabaId, templates)
                .ifPresent(flow -> flows.sent(
                        wabaId,
                        flow.parameters(),
                        flow.token(),
                        sent.wamid(),
                        sent.recipient(),
                        sent.number().display()));
    }

    private WebhookSender.Webhook status(Sent sent, String status, int code) {
        context.counters().add(CHANNEL, "statusesSent", 1);
        phones.status(sent, status, code);
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
        var content = content(request, text);
        phones.received(id, person, number, content);
        deliver(
                number.wabaId(),
                () -> webhooks.message(number, id, person, content, () -> {
                    logged.acked();
                    phones.passed(id);
                }));
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
        return accounts.numbers().stream()
                .filter(number -> number.display().equals(MessageRules.digits(to))
                        || number.id().equals(to))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no WhatsApp number " + to));
    }

    /** Sends a change of a field other than messages unmodified; a null account means the first one. */
    public void change(String wabaId, String field, JsonNode value) {
        var account = wabaId == null ? context.settings().numbers().getFirst().wabaId() : wabaId;
        deliver(account, () -> webhooks.raw(account, field, value, () -> {}));
    }

    /** Sends a webhook, unless the app is not subscribed to the account: Meta then sends none. */
    private void deliver(String wabaId, Supplier<WebhookSender.Webhook> webhook) {
        if (isSubscribed(wabaId)) {
            outbox.add(webhook.get());
        }
    }

    private boolean isSubscribed(String wabaId) {
        if (accounts.isSubscribed(wabaId)) {
            return true;
        }
        context.counters().add(CHANNEL, "webhooksUnsubscribed", 1);
        return false;
    }

    /** Performs Meta's verification handshake with the webhook URL, which must echo the challenge. */
    public Future<Poster.Response> handshake(String challenge, String token) {
        return context.poster()
                .get(context.settings().metaWebhookUrl() + "?hub.mode=subscribe&hub.challenge=" + challenge
                        + "&hub.verify_token="
                        + (token == null ? context.settings().verifyToken() : token));
    }
}
