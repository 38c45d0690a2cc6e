package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.flow.management.FlowUsers;
import io.parley.sandbox.meta.flow.management.SandboxFlowControl;
import io.parley.sandbox.web.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The control API of Flows: {@code /control/flows/…} and those of one account. */
record FlowControlApi(SandboxFlowControl flows, FlowUsers users) {

    void addTo(Router router) {
        router.get("/control/accounts/:wabaId/flows")
                .handler(call -> respond(call, 200, flows.describeAccount(call.pathParam("wabaId"))));
        router.post("/control/accounts/:wabaId/flows").handler(this::add);
        router.get("/control/flows/:flowId").handler(this::describe);
        router.put("/control/flows/:flowId/:change").handler(this::change);
        router.post("/control/flows/:flowId/exchange").handler(this::exchange);
        router.post("/control/flows/:flowId/complete").handler(this::complete);
    }

    private void add(RoutingContext call) {
        respond(call, 201, flows.add(call.pathParam("wabaId"), ControlJson.object(call)));
    }

    private void describe(RoutingContext call) {
        flows.describe(call.pathParam("flowId"))
                .ifPresentOrElse(
                        flow -> respond(call, 200, flow),
                        () -> ControlJson.rejectUnknown(
                                call, "unknown Flow; GET /control/accounts/{wabaId}/flows lists them"));
    }

    private void change(RoutingContext call) {
        respond(call, 200, flows.change(call.pathParam("flowId"), call.pathParam("change"), ControlJson.object(call)));
    }

    private void exchange(RoutingContext call) {
        users.exchange(call.pathParam("flowId"), ControlJson.object(call))
                .onSuccess(report -> respond(call, 200, report))
                .onFailure(call::fail);
    }

    private void complete(RoutingContext call) {
        var id = users.complete(call.pathParam("flowId"), ControlJson.object(call));
        respond(call, 202, Json.MAPPER.createObjectNode().put("id", id));
    }

    private static void respond(RoutingContext call, int status, JsonNode json) {
        ControlJson.respond(call, status, out -> out.writeTree(json));
    }
}
