package io.parley.sandbox.control;

import static io.parley.sandbox.control.ControlJson.object;
import static io.parley.sandbox.control.ControlJson.respond;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.web.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Operations of the simulated Meta other than messages: webhook handshakes, and webhooks of any field. */
final class MetaControl {

    private final GraphApi graph;

    MetaControl(GraphApi graph) {
        this.graph = graph;
    }

    void handshake(RoutingContext call) {
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

    void change(RoutingContext call) {
        var request = object(call);
        JsonNode value = request.path("value");
        if (!request.path("field").isTextual() || !value.isObject()) {
            throw new IllegalArgumentException("field and value are required");
        }
        graph.change(request.path("wabaId").asText(null), request.path("field").asText(), value);
        call.response().setStatusCode(202).end();
    }
}
