package io.parley.sandbox.control;

import io.parley.sandbox.meta.template.TemplateLibrary;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The control API of templates: {@code /control/templates}. */
record TemplateControlApi(TemplateLibrary templates) {

    void addTo(Router router) {
        router.get("/control/templates").handler(this::listTemplates);
        router.post("/control/templates").handler(this::addTemplate);
        router.delete("/control/templates").handler(this::removeTemplate);
    }

    private void listTemplates(RoutingContext call) {
        ControlJson.respond(call, 200, json -> {
            json.writeStartObject();
            json.writeFieldName("templates");
            templates.write(json);
            json.writeEndObject();
        });
    }

    private void addTemplate(RoutingContext call) {
        templates.add(ControlJson.object(call));
        call.response().setStatusCode(204).end();
    }

    private void removeTemplate(RoutingContext call) {
        var removed =
                templates.remove(call.request().getParam("name"), call.request().getParam("language"));
        if (removed) {
            call.response().setStatusCode(204).end();
        } else {
            ControlJson.rejectUnknown(
                    call, "unknown template; name and language must be those of an existing template");
        }
    }
}
