package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.rules.RuleViolation;
import java.util.Optional;

/**
 * Checks the Flow of a message. Meta documents the errors of blocked and of throttled Flows (132068, 132069); for a Flow that
 * does not exist, or that is not published, it returns the error of a value that is not valid (131009).
 */
record SandboxFlowSendCheck(SandboxFlowLibrary library, SandboxFlowClock clock) {
    private static final int BLOCKED = 132068;
    private static final int THROTTLED = 132069;
    private static final int MAX_WHILE_THROTTLED = 10;

    /** @param parameters flow_id or flow_name, and mode */
    Optional<RuleViolation> check(String wabaId, JsonNode parameters) {
        var flow = find(wabaId, parameters);
        if (flow.isEmpty()) {
            return violation(RuleViolation.INVALID, "The Flow of the message does not exist in this account.");
        }
        return switch (flow.get().status) {
            case SandboxFlow.PUBLISHED -> Optional.empty();
            case SandboxFlow.BLOCKED -> violation(BLOCKED, "The Flow is blocked.");
            case SandboxFlow.THROTTLED ->
                flow.get().sentWithinHour(clock.now()) < MAX_WHILE_THROTTLED
                        ? Optional.empty()
                        : violation(
                                THROTTLED,
                                "The Flow is throttled: " + MAX_WHILE_THROTTLED
                                        + " messages were sent within the last hour.");
            case SandboxFlow.DRAFT -> ofDraft(parameters);
            default -> violation(RuleViolation.INVALID, "The Flow is deprecated and cannot be sent.");
        };
    }

    private static Optional<RuleViolation> ofDraft(JsonNode parameters) {
        return parameters.path("mode").asText().equalsIgnoreCase("draft")
                ? Optional.empty()
                : violation(RuleViolation.INVALID, "The Flow is a draft, which is sent with mode draft only.");
    }

    /** Returns the Flow of {@code flow_id}, or of {@code flow_name}. */
    Optional<SandboxFlow> find(String wabaId, JsonNode parameters) {
        return parameters.has("flow_id")
                ? library.find(parameters.path("flow_id").asText()).filter(flow -> flow.wabaId.equals(wabaId))
                : library.findByName(wabaId, parameters.path("flow_name").asText());
    }

    private static Optional<RuleViolation> violation(int code, String details) {
        return Optional.of(new RuleViolation(code, details));
    }
}
