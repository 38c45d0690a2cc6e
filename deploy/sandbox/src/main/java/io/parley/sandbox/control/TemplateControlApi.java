package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.template.management.TemplateControl;
import io.parley.sandbox.web.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The control API of templates: {@code /control/templates}, {@code /control/reviews} and those of one account. */
record TemplateControlApi(TemplateControl templates) {

    void addTo(Router router) {
        router.get("/control/templates").handler(this::listCommon);
        router.post("/control/templates").handler(this::add);
        router.delete("/control/templates").handler(this::remove);
        router.get("/control/reviews").handler(call -> respond(call, templates.queue()));
        router.get("/control/accounts/:wabaId/templates")
                .handler(call -> respond(call, templates.describeAccount(call.pathParam("wabaId"))));
        router.get("/control/templates/:templateId").handler(this::describe);
        router.put("/control/templates/:templateId/:change").handler(this::change);
    }

    private void listCommon(RoutingContext call) {
        var json = Json.MAPPER.createObjectNode();
        json.putArray("templates").addAll(templates.common());
        respond(call, json);
    }

    private void add(RoutingContext call) {
        templates.addForAll(ControlJson.object(call));
        call.response().setStatusCode(204).end();
    }

    private void remove(RoutingContext call) {
        var removed = templates.removeForAll(
                call.request().getParam("name"), call.request().getParam("language"));
        if (removed) {
            call.response().setStatusCode(204).end();
        } else {
            ControlJson.rejectUnknown(
                    call, "unknown template; name and language must be those of an existing template");
        }
    }

    private void describe(RoutingContext call) {
        templates
                .describe(call.pathParam("templateId"))
                .ifPresentOrElse(
                        template -> respond(call, template),
                        () -> ControlJson.rejectUnknown(
                                call, "unknown template; GET /control/accounts/{wabaId}/templates lists them"));
    }

    private void change(RoutingContext call) {
        var webhook =
                templates.change(call.pathParam("templateId"), call.pathParam("change"), ControlJson.object(call));
        respond(call, Json.MAPPER.createObjectNode().put("webhook", webhook.orElse(null)));
    }

    private static void respond(RoutingContext call, JsonNode json) {
        ControlJson.respond(call, 200, out -> out.writeTree(json));
    }
}
