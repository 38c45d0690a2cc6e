package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.rules.RuleViolation;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks button parameters against a template's buttons.
 *
 * @param buttons buttons of the template definition
 */
record ButtonFit(JsonNode buttons) {
    private static final int COUNT = 132000;
    private static final int FORMAT = 132012;

    /** The {@code sub_type}s allowed for each button type. */
    private static final Map<String, Set<String>> SUB_TYPES = Map.of(
            "QUICK_REPLY", Set.of("quick_reply"),
            "URL", Set.of("url"),
            "OTP", Set.of("url", "copy_code"),
            "COPY_CODE", Set.of("copy_code"),
            "FLOW", Set.of("flow"),
            "CATALOG", Set.of("catalog"),
            "MPM", Set.of("mpm"),
            "VOICE_CALL", Set.of("voice_call"));

    private static final Set<String> PARAMETER_REQUIRED = Set.of("OTP", "COPY_CODE", "MPM");

    Optional<RuleViolation> check(JsonNode sent) {
        var filled = new HashSet<Integer>();
        for (var component : sent) {
            if (component.path("type").asText().equalsIgnoreCase("button")) {
                var violation = check(component, filled);
                if (violation.isPresent()) {
                    return violation;
                }
            }
        }
        return unfilled(filled);
    }

    private Optional<RuleViolation> check(JsonNode component, Set<Integer> filled) {
        var index = component.path("index").asInt();
        var type = type(buttons.path(index));
        if (type.isEmpty()) {
            return violation(COUNT, index, "does not exist, the template has " + buttons.size());
        }
        var subType = component.path("sub_type").asText().toLowerCase(Locale.ROOT);
        if (!SUB_TYPES.getOrDefault(type, Set.of()).contains(subType)) {
            return violation(FORMAT, index, "of type " + type + " takes no value of sub_type " + subType);
        }
        if (type.equals("URL") && !needsValue(buttons.path(index))) {
            return violation(COUNT, index, "of type URL has no parameter");
        }
        return filled.add(index) ? Optional.empty() : violation(COUNT, index, "has two values");
    }

    private Optional<RuleViolation> unfilled(Set<Integer> filled) {
        for (var i = 0; i < buttons.size(); i++) {
            if (needsValue(buttons.path(i)) && !filled.contains(i)) {
                return violation(
                        RuleViolation.MISSING, i, "of type " + type(buttons.path(i)) + " requires a parameter");
            }
        }
        return Optional.empty();
    }

    private static boolean needsValue(JsonNode button) {
        return PARAMETER_REQUIRED.contains(type(button))
                || type(button).equals("URL")
                        && !Placeholders.of(button.path("url").asText()).isEmpty();
    }

    private static String type(JsonNode button) {
        return button.path("type").asText().toUpperCase(Locale.ROOT);
    }

    private static Optional<RuleViolation> violation(int code, int index, String rule) {
        return Optional.of(new RuleViolation(code, "buttons: Button at index " + index + " " + rule));
    }
}
