package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.rules.RuleViolation;
import java.util.Optional;

/** Checks that a message's template exists, may be sent, and accepts these parameters. */
public final class TemplateSendCheck {
    private static final int TEMPLATE_MISSING = 132001;
    private static final int PAUSED = 132015;
    private static final int DISABLED = 132016;
    private static final int NOT_FOR_USER_IDS = 131062;

    private TemplateSendCheck() {}

    /**
     * Checks the definition of a template for the library.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static void checkDefinition(ObjectNode json) {
        new Template(json);
    }

    /**
     * @param definition the template with name, language, category, parameter_format, status and components; null if there
     *     is none
     * @param sent object {@code template} of the message, with valid structure
     * @param toUserId whether the recipient is identified by user id only
     */
    public static Optional<RuleViolation> check(ObjectNode definition, JsonNode sent, boolean toUserId) {
        if (definition == null) {
            return Optional.of(missing(
                    sent.path("name").asText(), sent.at("/language/code").asText()));
        }
        var template = new Template(definition);
        if (toUserId && template.isAuthentication()) {
            return Optional.of(new RuleViolation(
                    NOT_FOR_USER_IDS, "Authentication templates need a phone number as their recipient."));
        }
        return status(template).or(() -> new TemplateMatch(template).check(sent.path("components")));
    }

    private static Optional<RuleViolation> status(Template template) {
        return switch (template.status()) {
            case "APPROVED" -> Optional.empty();
            case "PAUSED" -> Optional.of(new RuleViolation(PAUSED, "Template " + template.name() + " is paused."));
            case "DISABLED" ->
                Optional.of(new RuleViolation(DISABLED, "Template " + template.name() + " is disabled."));
            default -> Optional.of(missing(template.name(), template.language()));
        };
    }

    private static RuleViolation missing(String name, String language) {
        return new RuleViolation(TEMPLATE_MISSING, "template name (" + name + ") does not exist in " + language);
    }
}
