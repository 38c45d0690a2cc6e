package io.parley.sandbox.control;

import static io.parley.sandbox.control.ControlJson.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneId;
import io.parley.sandbox.phone.SandboxPhones;
import io.parley.sandbox.phone.content.PhoneMessageView;
import io.parley.sandbox.web.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The API of the phones: {@code /phones/api/…}. What persons send takes the way of {@code POST /control/inbound}. */
final class PhonesApi {
    private static final String PHONE = "/phones/api/phones/:channel/:person";
    private static final int MAX_PHONES = 500;
    private static final int MAX_BUSINESSES = 100;

    private final SandboxContext context;
    private final SandboxPhones phones;
    private final PhoneActions actions;
    private final PhoneFilesApi files;
    private final GraphApi graph;

    PhonesApi(SandboxContext context, GraphApi graph, InboundControl inbound) {
        this.context = context;
        this.graph = graph;
        phones = context.phones();
        actions = new PhoneActions(context, inbound);
        files = new PhoneFilesApi(context, graph);
    }

    void addTo(Router router) {
        router.get("/phones/api/businesses").handler(this::businesses);
        router.get("/phones/api/stream").handler(new PhoneStreamApi(phones.streams())::open);
        router.get("/phones/api/phones").handler(this::list);
        router.put("/phones/api/times").handler(this::setTimes);
        router.get(PHONE).handler(call -> respond(call, phones.reader().phone(id(call))));
        router.put(PHONE).handler(this::operate);
        router.get(PHONE + "/messages").handler(this::messages);
        router.post(PHONE + "/messages").handler(this::send);
        router.post(PHONE + "/tap").handler(this::tap);
        router.post(PHONE + "/read").handler(this::read);
        router.put(PHONE + "/blocked").handler(this::block);
        router.get("/phones/api/flow").handler(this::flow);
        files.addTo(router);
    }

    void reset() {
        phones.clear();
        files.reset();
    }

    static PhoneId id(RoutingContext call) {
        return PhoneId.of(call.pathParam("channel"), call.pathParam("person"));
    }

    private static void respond(RoutingContext call, JsonNode json) {
        ControlJson.respond(call, 200, out -> out.writeTree(json));
    }

    private void businesses(RoutingContext call) {
        var json = Json.MAPPER.createObjectNode();
        var list = json.putArray("businesses");
        for (var number : graph.accountControl().describeNumbers(MAX_BUSINESSES)) {
            list.addObject()
                    .put("channel", PhoneApp.WHATSAPP.channel())
                    .put("business", number.path("digits").asText())
                    .put("name", number.path("name").asText(null))
                    .put("id", number.path("id").asText());
        }
        for (var service : context.settings().viberTokens().keySet()) {
            for (var app : new PhoneApp[] {PhoneApp.VIBER, PhoneApp.VIBER_PARTNER}) {
                list.addObject()
                        .put("channel", app.channel())
                        .put("business", service)
                        .put("name", "Sandbox " + service);
            }
        }
        respond(call, json);
    }

    private void list(RoutingContext call) {
        var limit = (int) Math.min(MAX_PHONES, ControlJson.number(call, "limit", 100));
        respond(call, phones.reader().phones(call.request().getParam("channel"), limit));
    }

    private void messages(RoutingContext call) {
        var limit = (int) Math.min(MAX_PHONES, ControlJson.number(call, "limit", 100));
        var request = call.request();
        respond(
                call,
                phones.reader().messages(id(call), request.getParam("business"), request.getParam("before"), limit));
    }

    /** Members that are absent keep their values. */
    private void operate(RoutingContext call) {
        var id = id(call);
        var request = object(call);
        var before = phones.reader().phone(id);
        phones.operate(
                id,
                flag(request, before, "manual"),
                flag(request, before, "online"),
                Duration.ofSeconds(clockAhead(request, before)));
        respond(call, phones.reader().phone(id));
    }

    private static boolean flag(ObjectNode request, ObjectNode before, String name) {
        var value = request.path(name);
        if (value.isMissingNode()) {
            return before.path(name).asBoolean();
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + " must be true or false");
        }
        return value.asBoolean();
    }

    private static long clockAhead(ObjectNode request, ObjectNode before) {
        var value =
                request.has("clockAheadSeconds") ? request.get("clockAheadSeconds") : before.get("clockAheadSeconds");
        var max = Duration.ofDays(365).toSeconds();
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > max) {
            throw new IllegalArgumentException("clockAheadSeconds must be a number from 0 to " + max);
        }
        return value.asLong();
    }

    private void setTimes(RoutingContext call) {
        var times = new HashMap<String, Instant>();
        object(call).properties().forEach(time -> times.put(time.getKey(), time(time)));
        phones.setTimes(times);
        call.response().setStatusCode(204).end();
    }

    private static Instant time(Map.Entry<String, JsonNode> time) {
        try {
            return Instant.parse(time.getValue().asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the time of " + time.getKey() + " must be like 2026-12-01T08:30:00Z");
        }
    }

    private void send(RoutingContext call) {
        var sent = actions.send(id(call), object(call));
        ControlJson.respond(
                call, 202, out -> out.writeTree(Json.MAPPER.createObjectNode().put("id", sent)));
    }

    private void tap(RoutingContext call) {
        var request = object(call);
        var outcome = actions.tap(tapped(id(call), request), request);
        ControlJson.respond(call, 202, out -> out.writeTree(outcome));
    }

    /** Returns the message with this id, or else the newest one of the business with something to tap. */
    private ChatMessage tapped(PhoneId id, ObjectNode request) {
        var named = request.path("message").asText("");
        var found = named.isEmpty() ? newest(id, request) : phones.find(named);
        return found.filter(message -> message.phone().equals(id))
                .orElseThrow(() -> new IllegalArgumentException("this phone has no such message"));
    }

    private Optional<ChatMessage> newest(PhoneId id, ObjectNode request) {
        var messages = phones.reader()
                .messages(id, request.path("business").asText(null), null, MAX_PHONES)
                .path("messages");
        for (var i = messages.size() - 1; i >= 0; i--) {
            var found = phones.find(messages.path(i).path("id").asText())
                    .filter(message -> !message.isFromPerson()
                            && !PhoneMessageView.of(message).labels().isEmpty());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void read(RoutingContext call) {
        phones.open(id(call), business(object(call)));
        call.response().setStatusCode(204).end();
    }

    private void block(RoutingContext call) {
        var request = object(call);
        var id = id(call);
        if (!request.path("blocked").isBoolean()) {
            throw new IllegalArgumentException("blocked must be true or false");
        }
        actions.block(id, business(request), request.path("blocked").asBoolean());
        respond(call, phones.reader().phone(id));
    }

    static String business(JsonNode request) {
        var business = request.path("business").asText("");
        if (business.isEmpty()) {
            throw new IllegalArgumentException("business is required");
        }
        return business;
    }

    /** Returns the Flow of a message, with what opens it. */
    private void flow(RoutingContext call) {
        var wamid = call.request().getParam("message", "");
        graph.flows()
                .opened(wamid)
                .ifPresentOrElse(
                        flow -> respond(call, flow),
                        () -> ControlJson.rejectUnknown(call, "message must be that of a message with a Flow"));
    }
}
