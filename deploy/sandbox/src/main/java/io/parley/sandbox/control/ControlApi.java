package io.parley.sandbox.control;

import static io.parley.sandbox.control.ControlJson.limit;
import static io.parley.sandbox.control.ControlJson.number;
import static io.parley.sandbox.control.ControlJson.object;
import static io.parley.sandbox.control.ControlJson.rejectUnknown;
import static io.parley.sandbox.control.ControlJson.respond;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.smsc.SandboxSmsc;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.parley.sandbox.web.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The control API: {@code /control/…}, {@code /health} and {@code /openapi}. */
public final class ControlApi {

    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    private final SandboxContext context;
    private final GraphApi graph;
    private final List<WebhookSender> outboxes;
    private final SandboxSmsc smsc;
    private final InboundControl inbound;
    private final MetaControl meta;
    private final PhonesApi phones;
    private final byte[] openApi;

    public ControlApi(
            SandboxContext context, GraphApi graph, ViberBotApi bot, ViberPartnerApi partner, SandboxSmsc smsc) {
        this.context = context;
        this.graph = graph;
        this.smsc = smsc;
        outboxes = List.of(graph.outbox(), bot.outbox(), partner.outbox());
        inbound = new InboundControl(context.inbound(), graph, bot, partner, smsc);
        meta = new MetaControl(graph);
        phones = new PhonesApi(context, graph, inbound);
        openApi = resource("/openapi.json");
    }

    /** Returns the routes of the control API. ControlTest compares them with the OpenAPI document. */
    public Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.get("/health").handler(this::health);
        router.get("/openapi").handler(call -> respond(call, 200, openApi));
        router.post("/control/inbound").handler(inbound::receive);
        router.get("/control/inbound").handler(inbound::list);
        router.get("/control/ledger").handler(this::listLedger);
        router.delete("/control/ledger").handler(this::clearLedger);
        router.get("/control/request").handler(this::showRequest);
        router.put("/control/faults").handler(this::putFaults);
        router.get("/control/faults").handler(this::getFaults);
        router.post("/control/reset").handler(this::reset);
        router.get("/control/stats").handler(this::stats);
        router.post("/control/handshake").handler(meta::handshake);
        router.post("/control/meta-change").handler(meta::change);
        router.post("/control/drop-binds").handler(this::dropBinds);
        new TemplateControlApi(graph.templates().control()).addTo(router);
        new FlowControlApi(graph.flows().control(), graph.flows().users()).addTo(router);
        phones.addTo(router);
        new AccountControlApi(graph.accountControl()).addTo(router);
        router.route().failureHandler(ControlJson::fail);
        router.route().last().handler(ControlJson::unknownPath);
        return router;
    }

    private static byte[] resource(String name) {
        try (InputStream in = ControlApi.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void health(RoutingContext call) {
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeStringField("status", "UP");
            json.writeEndObject();
        });
    }

    private void listLedger(RoutingContext call) {
        var channel = call.request().getParam("channel");
        var limit = limit(call);
        var page = context.ledger().page(channel, number(call, "since", 0), limit);
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeFieldName("accepted");
            Ledger.write(json, page);
            json.writeFieldName("counts");
            context.counters().write(json);
            json.writeNumberField("incompleteTexts", smsc.incompleteTexts());
            json.writeEndObject();
        });
    }

    private void showRequest(RoutingContext call) {
        var id = call.request().getParam("providerId", "");
        context.requests()
                .of(id)
                .ifPresentOrElse(
                        body -> respond(call, 200, body),
                        () -> rejectUnknown(call, "providerId must be that of one of the newest messages over HTTP"));
    }

    private void clearLedger(RoutingContext call) {
        context.ledger().clear();
        call.response().setStatusCode(204).end();
    }

    private void putFaults(RoutingContext call) {
        context.faults().replace(object(call));
        outboxes.forEach(WebhookSender::pump);
        getFaults(call);
    }

    private void getFaults(RoutingContext call) {
        respond(call, 200, json -> Json.MAPPER.writeValue(json, context.faults().plan()));
    }

    private void reset(RoutingContext call) {
        context.faults().reset();
        graph.templates().reset();
        graph.flows().reset();
        graph.accounts().reset();
        context.dueQueue().clear();
        outboxes.forEach(WebhookSender::clear);
        smsc.reset();
        context.ledger().clear();
        context.requests().clear();
        context.inbound().clear();
        phones.reset();
        context.counters().clear();
        call.response().setStatusCode(204).end();
    }

    private void stats(RoutingContext call) {
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeFieldName("counts");
            context.counters().write(json);
            json.writeObjectFieldStart("pending");
            json.writeNumberField("due", context.dueQueue().size());
            json.writeNumberField(
                    "webhooks",
                    outboxes.stream().mapToInt(WebhookSender::pending).sum());
            json.writeNumberField("delivers", smsc.pending());
            json.writeEndObject();
            json.writeNumberField("binds", smsc.bound());
            json.writeNumberField("incompleteTexts", smsc.incompleteTexts());
            json.writeEndObject();
        });
    }

    private void dropBinds(RoutingContext call) {
        smsc.dropBinds();
        call.response().setStatusCode(202).end();
    }
}
