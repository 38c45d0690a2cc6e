package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.post.WebhookSender;
import io.parley.sandbox.smsc.SandboxSmsc;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.parley.sandbox.web.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The control API: {@code /control/…}, {@code /health} and {@code /openapi}. */
public final class ControlApi {

    private static final int MAX_PAGE_SIZE = 10_000;
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    private final SandboxContext context;
    private final GraphApi graph;
    private final ViberBotApi bot;
    private final ViberPartnerApi partner;
    private final List<WebhookSender> outboxes;
    private final SandboxSmsc smsc;
    private final byte[] openApi;

    public ControlApi(
            SandboxContext context, GraphApi graph, ViberBotApi bot, ViberPartnerApi partner, SandboxSmsc smsc) {
        this.context = context;
        this.graph = graph;
        this.bot = bot;
        this.partner = partner;
        outboxes = List.of(graph.outbox(), bot.outbox(), partner.outbox());
        this.smsc = smsc;
        openApi = resource("/openapi.json");
    }

    /** Returns the routes of the control API. ControlTest compares them with the OpenAPI document. */
    public Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.get("/health").handler(this::health);
        router.get("/openapi").handler(call -> respond(call, 200, openApi));
        router.post("/control/inbound").handler(call -> receive(call, object(call)));
        router.get("/control/inbound").handler(this::listInbound);
        router.get("/control/ledger").handler(this::listLedger);
        router.delete("/control/ledger").handler(this::clearLedger);
        router.get("/control/request").handler(this::showRequest);
        router.put("/control/faults").handler(this::putFaults);
        router.get("/control/faults").handler(this::getFaults);
        router.post("/control/reset").handler(this::reset);
        router.get("/control/stats").handler(this::stats);
        router.post("/control/handshake").handler(this::handshake);
        router.post("/control/meta-change").handler(this::metaChange);
        router.post("/control/drop-binds").handler(this::dropBinds);
        new TemplateControlApi(graph.templates()).addTo(router);
        new AccountControlApi(graph.accountControl()).addTo(router);
        router.route().failureHandler(ControlApi::fail);
        router.route().last().handler(ControlApi::unknownPath);
        return router;
    }

    private static byte[] resource(String name) {
        try (InputStream in = ControlApi.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unknownPath(RoutingContext call) {
        rejectUnknown(call, "unknown path; see /openapi");
    }

    static void rejectUnknown(RoutingContext call, String sentence) {
        respond(call, 404, json -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
        });
    }

    private static void fail(RoutingContext call) {
        var failure = call.failure();
        var status = failure instanceof IllegalArgumentException ? 400 : Math.max(call.statusCode(), 400);
        var sentence = failure == null ? "status " + status : String.valueOf(failure.getMessage());
        respond(call, status, json -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
        });
    }

    private static void respond(RoutingContext call, int status, byte[] json) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(json));
    }

    static void respond(RoutingContext call, int status, Json.Writing json) {
        respond(call, status, Json.bytes(json));
    }

    static ObjectNode object(RoutingContext call) {
        var buffer = call.body().buffer();
        var json =
                buffer == null || buffer.length() == 0 ? Json.MAPPER.createObjectNode() : Json.parse(buffer.getBytes());
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    private void health(RoutingContext call) {
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeStringField("status", "UP");
            json.writeEndObject();
        });
    }

    /** Sends the message {@code count} times; if more than once, a number is appended to each text. */
    private void receive(RoutingContext call, ObjectNode request) {
        var ids = new ArrayList<String>();
        var count = request.path("count").asInt(1);
        for (var i = 1; i <= count; i++) {
            var one = request.deepCopy();
            if (count > 1) {
                one.put("text", request.path("text").asText("") + " " + i);
            }
            ids.add(receiveOne(one));
        }
        respond(call, 202, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("ids");
            for (var id : ids) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private String receiveOne(ObjectNode request) {
        var channel = request.path("channel").asText();
        if (!channel.equals("whatsapp") && request.path("from").asText().isEmpty() && !request.has("event")) {
            throw new IllegalArgumentException("from is required");
        }
        return switch (channel) {
            case "whatsapp" -> graph.receive(request);
            case "viber" -> bot.receive(request);
            case "viber-partner" -> partner.receive(request);
            case "sms" -> smsc.receive(request);
            default -> throw new IllegalArgumentException("channel must be whatsapp, viber, viber-partner or sms");
        };
    }

    private void listInbound(RoutingContext call) {
        var since = number(call, "since", 0);
        var limit = (int) Math.min(MAX_PAGE_SIZE, number(call, "limit", 1000));
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeFieldName("inbound");
            context.inbound().write(json, since, limit);
            json.writeEndObject();
        });
    }

    private void listLedger(RoutingContext call) {
        var channel = call.request().getParam("channel");
        var limit = (int) Math.min(MAX_PAGE_SIZE, number(call, "limit", 1000));
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

    private static long number(RoutingContext call, String name, long defaultValue) {
        var text = call.request().getParam(name);
        if (text == null) {
            return defaultValue;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
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
        graph.accounts().reset();
        context.dueQueue().clear();
        outboxes.forEach(WebhookSender::clear);
        smsc.reset();
        context.ledger().clear();
        context.requests().clear();
        context.inbound().clear();
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

    private void handshake(RoutingContext call) {
        var request = object(call);
        var challenge = request.path("challenge").asText("1158201444");
        graph.handshake(challenge, request.path("verifyToken").asText(null))
                .onSuccess(got -> respond(
                        call,
                        200,
                        json -> Json.MAPPER.writeValue(
                                json,
                                Map.of(
                                        "status",
                                        got.status(),
                                        "body",
                                        got.body(),
                                        "verified",
                                        got.status() == 200 && got.body().equals(challenge)))))
                .onFailure(call::fail);
    }

    private void metaChange(RoutingContext call) {
        var request = object(call);
        JsonNode value = request.path("value");
        if (!request.path("field").isTextual() || !value.isObject()) {
            throw new IllegalArgumentException("field and value are required");
        }
        graph.change(request.path("wabaId").asText(null), request.path("field").asText(), value);
        call.response().setStatusCode(202).end();
    }

    private void dropBinds(RoutingContext call) {
        smsc.dropBinds();
        call.response().setStatusCode(202).end();
    }
}
