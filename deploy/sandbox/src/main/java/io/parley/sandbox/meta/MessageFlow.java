package io.parley.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.template.management.TemplateManagement;
import java.util.Optional;

/**
 * The Flow that a message opens: that of an interactive message, or of a template's button.
 *
 * @param parameters flow_id or flow_name, and mode
 * @param token flow_token; null if the message has none
 */
record MessageFlow(JsonNode parameters, String token) {

    static Optional<MessageFlow> of(JsonNode message, String wabaId, TemplateManagement templates) {
        return switch (MessageRules.type(message)) {
            case "interactive" -> ofInteractive(message.path("interactive"));
            case "template" -> ofTemplate(message.path("template"), wabaId, templates);
            default -> Optional.empty();
        };
    }

    private static Optional<MessageFlow> ofInteractive(JsonNode interactive) {
        var parameters = interactive.at("/action/parameters");
        return interactive.path("type").asText().equals("flow")
                ? Optional.of(new MessageFlow(
                        parameters, parameters.path("flow_token").asText(null)))
                : Optional.empty();
    }

    private static Optional<MessageFlow> ofTemplate(JsonNode template, String wabaId, TemplateManagement templates) {
        return templates.flowButton(wabaId, template).map(button -> new MessageFlow(button, token(template)));
    }

    private static String token(JsonNode template) {
        return template.path("components")
                .valueStream()
                .filter(component -> component.path("sub_type").asText().equalsIgnoreCase("flow"))
                .map(component ->
                        component.at("/parameters/0/action/flow_token").asText(null))
                .filter(token -> token != null)
                .findFirst()
                .orElse(null);
    }
}
