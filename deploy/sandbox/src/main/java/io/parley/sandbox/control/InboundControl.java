package io.parley.sandbox.control;

import static io.parley.sandbox.control.ControlJson.limit;
import static io.parley.sandbox.control.ControlJson.number;
import static io.parley.sandbox.control.ControlJson.object;
import static io.parley.sandbox.control.ControlJson.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.smsc.SandboxSmsc;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;

/** {@code /control/inbound}: messages from phones to the platform. */
final class InboundControl {

    private final InboundLedger ledger;
    private final GraphApi graph;
    private final ViberBotApi bot;
    private final ViberPartnerApi partner;
    private final SandboxSmsc smsc;

    InboundControl(InboundLedger ledger, GraphApi graph, ViberBotApi bot, ViberPartnerApi partner, SandboxSmsc smsc) {
        this.ledger = ledger;
        this.graph = graph;
        this.bot = bot;
        this.partner = partner;
        this.smsc = smsc;
    }

    /** Sends the message {@code count} times; if more than once, a number is appended to each text. */
    void receive(RoutingContext call) {
        var request = object(call);
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

    /** Sends one message. Returns its id. */
    String receiveOne(ObjectNode request) {
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

    void list(RoutingContext call) {
        var since = number(call, "since", 0);
        var limit = limit(call);
        respond(call, 200, json -> {
            json.writeStartObject();
            json.writeFieldName("inbound");
            ledger.write(json, since, limit);
            json.writeEndObject();
        });
    }
}
