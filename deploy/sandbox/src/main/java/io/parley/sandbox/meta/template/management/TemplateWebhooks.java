package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.meta.change.ChangeWebhooks;
import io.parley.sandbox.web.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * Creates Meta's webhooks about templates. The language is written as in the examples of
 * Meta's documents: {@code en-US}, but {@code en_US} in {@code message_template_components_update}.
 */
final class TemplateWebhooks {
    static final String STATUS = "message_template_status_update";
    static final String QUALITY = "message_template_quality_update";
    static final String CATEGORY = "template_category_update";
    static final String COMPONENTS = "message_template_components_update";

    private final ChangeWebhooks webhooks;

    TemplateWebhooks(SandboxContext context, AccountControl.Webhooks sender) {
        webhooks = new ChangeWebhooks(context, sender, "templates", FaultPlan::templates);
    }

    /** Runs a change about which Meta stays silent. */
    void mute(Runnable change) {
        webhooks.mute(change);
    }

    /**
     * Sends a change of the status.
     *
     * @param event Meta's event, which is not always a status
     * @param reason reason of a rejection, NONE, or null for a deletion
     * @param more disable_info, other_info or rejection_info; null for none
     * @return the field of the webhook; empty if it is not sent
     */
    Optional<String> status(SandboxTemplate template, String event, String reason, ObjectNode more) {
        var value = Json.MAPPER.createObjectNode().put("event", event);
        describe(value, template, template.language.replace('_', '-'));
        value.put("reason", reason).put("message_template_category", template.category);
        if (more != null) {
            value.setAll(more);
        }
        return send(template, STATUS, value);
    }

    Optional<String> quality(SandboxTemplate template, String previous) {
        var value = Json.MAPPER
                .createObjectNode()
                .put("previous_quality_score", previous)
                .put("new_quality_score", template.quality);
        describe(value, template, template.language.replace('_', '-'));
        return send(template, QUALITY, value);
    }

    Optional<String> category(SandboxTemplate template) {
        var value = Json.MAPPER.createObjectNode();
        describe(value, template, template.language.replace('_', '-'));
        value.put("previous_category", template.previousCategory).put("new_category", template.category);
        return send(template, CATEGORY, value);
    }

    /** Announces the category {@code correctCategory}, which the template will have at that time, in seconds. */
    Optional<String> categoryNotice(SandboxTemplate template, long atSeconds) {
        var value = Json.MAPPER.createObjectNode();
        describe(value, template, template.language.replace('_', '-'));
        value.put("correct_category", template.correctCategory)
                .put("new_category", template.category)
                .put("category_update_timestamp", atSeconds);
        return send(template, CATEGORY, value);
    }

    Optional<String> components(SandboxTemplate template) {
        var value = Json.MAPPER.createObjectNode();
        describe(value, template, template.language);
        for (var component : MetaAuthenticationTexts.complete(template)) {
            switch (component.path("type").asText().toUpperCase(Locale.ROOT)) {
                case "HEADER" -> putText(value, "message_template_title", component);
                case "BODY" -> putText(value, "message_template_element", component);
                case "FOOTER" -> putText(value, "message_template_footer", component);
                case "BUTTONS" -> putButtons(value, component.path("buttons"));
                default -> {}
            }
        }
        return send(template, COMPONENTS, value);
    }

    private static void putText(ObjectNode value, String name, JsonNode component) {
        if (component.has("text")) {
            value.set(name, component.get("text"));
        }
    }

    private static void putButtons(ObjectNode value, JsonNode buttons) {
        var list = value.putArray("message_template_buttons");
        for (var button : buttons) {
            var item = list.addObject();
            for (var member : new String[] {"type", "text", "url", "phone_number"}) {
                if (button.has(member)) {
                    item.set("message_template_button_" + member, button.get(member));
                }
            }
        }
    }

    /** Adds id, name and language. The id is a number here, a string elsewhere. */
    private static void describe(ObjectNode value, SandboxTemplate template, String language) {
        value.put("message_template_id", Long.parseLong(template.id))
                .put("message_template_name", template.name)
                .put("message_template_language", language);
    }

    private Optional<String> send(SandboxTemplate template, String field, ObjectNode value) {
        return webhooks.send(template.wabaId, field, value);
    }

    void clear() {
        webhooks.clear();
    }
}
