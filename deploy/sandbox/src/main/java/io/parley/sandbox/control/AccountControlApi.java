package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.web.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The control API of Meta's accounts and numbers: {@code /control/accounts/…} and {@code /control/numbers/…}. */
record AccountControlApi(AccountControl accounts) {

    void addTo(Router router) {
        router.get("/control/accounts").handler(call -> respond(call, 200, accounts.describe()));
        router.put("/control/accounts/:wabaId").handler(this::setAccount);
        router.post("/control/accounts/:wabaId/numbers").handler(this::addNumbers);
        router.put("/control/accounts/:wabaId/:change").handler(this::changeAccount);
        router.get("/control/numbers/:numberId").handler(this::describeNumber);
        router.put("/control/numbers/:numberId").handler(this::setNumber);
        router.delete("/control/numbers/:numberId").handler(this::removeNumber);
        router.put("/control/numbers/:numberId/:change").handler(this::changeNumber);
    }

    private void setAccount(RoutingContext call) {
        accounts.setAccount(call.pathParam("wabaId"), ControlJson.object(call));
        call.response().setStatusCode(204).end();
    }

    private void addNumbers(RoutingContext call) {
        var ids = accounts.addNumbers(call.pathParam("wabaId"), ControlJson.object(call));
        var response = Json.MAPPER.createObjectNode();
        ids.forEach(response.putArray("ids")::add);
        respond(call, 201, response);
    }

    private void changeAccount(RoutingContext call) {
        changed(
                call,
                accounts.changeAccount(call.pathParam("wabaId"), call.pathParam("change"), ControlJson.object(call)));
    }

    private void describeNumber(RoutingContext call) {
        accounts.describeNumber(call.pathParam("numberId"))
                .ifPresentOrElse(number -> respond(call, 200, number), () -> rejectUnknown(call));
    }

    private void setNumber(RoutingContext call) {
        end(call, accounts.setNumber(call.pathParam("numberId"), ControlJson.object(call)));
    }

    private void removeNumber(RoutingContext call) {
        end(call, accounts.removeNumber(call.pathParam("numberId")));
    }

    private void changeNumber(RoutingContext call) {
        changed(
                call,
                accounts.changeNumber(call.pathParam("numberId"), call.pathParam("change"), ControlJson.object(call)));
    }

    /** Responds with the field of the webhook that was sent, or null. */
    private static void changed(RoutingContext call, Optional<String> webhook) {
        respond(call, 200, Json.MAPPER.createObjectNode().put("webhook", webhook.orElse(null)));
    }

    private static void end(RoutingContext call, boolean found) {
        if (found) {
            call.response().setStatusCode(204).end();
        } else {
            rejectUnknown(call);
        }
    }

    private static void rejectUnknown(RoutingContext call) {
        ControlJson.rejectUnknown(call, "unknown number; GET /control/accounts lists the accounts");
    }

    private static void respond(RoutingContext call, int status, JsonNode json) {
        ControlJson.respond(call, status, out -> out.writeTree(json));
    }
}
