package io.parley.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.flow.management.SandboxFlowManagement;
import io.parley.sandbox.meta.rules.KnownIds;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.rules.RuleViolation;
import io.parley.sandbox.meta.template.management.TemplateManagement;
import io.parley.sandbox.post.FaultBehaviour;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates a send call by Meta's rules, by its template and its Flow, and by the fault plan. */
record SendValidator(MessageRules rules, TemplateManagement templates, SandboxFlowManagement flows) {

    private static final Pattern MAGIC = Pattern.compile(".*(13\\d{4})");

    static SendValidator of(
            Wamids wamids, GraphMediaApi files, TemplateManagement templates, SandboxFlowManagement flows) {
        return new SendValidator(new MessageRules(new Known(wamids, files)), templates, flows);
    }

    private record Known(Wamids wamids, GraphMediaApi files) implements KnownIds {
        @Override
        public boolean message(String wamid) {
            return wamids.knows(wamid);
        }

        @Override
        public boolean media(String id) {
            return files.knows(id);
        }
    }

    /** Returns whether the call marks a message as read instead of sending one. */
    static boolean isRead(JsonNode message) {
        return message.path("status").asText().equals("read");
    }

    /**
     * @param version Graph API version, as in {@code v25.0}
     */
    Optional<GraphErrorResponse> check(
            JsonNode message, String version, SandboxConfig.Number number, FaultBehaviour behaviour) {
        if (isRead(message)) {
            return rules.checkRead(message).map(GraphErrorResponse::of);
        }
        return rules.check(message, version(version))
                .or(() -> templateViolation(message, number))
                .or(() -> flowViolation(message, number.wabaId()))
                .map(GraphErrorResponse::of)
                .or(() -> plannedError(recipient(message), number, behaviour));
    }

    private Optional<RuleViolation> templateViolation(JsonNode message, SandboxConfig.Number number) {
        var toUserId = message.path("to").asText("").isEmpty();
        return MessageRules.type(message).equals("template")
                ? templates.checkSend(number.wabaId(), message.path("template"), toUserId)
                : Optional.empty();
    }

    private Optional<RuleViolation> flowViolation(JsonNode message, String wabaId) {
        return MessageFlow.of(message, wabaId, templates).flatMap(flow -> flows.checkSend(wabaId, flow.parameters()));
    }

    /** Returns the phone's digits, or the user id if there is none. */
    private static String recipient(JsonNode message) {
        var to = message.path("to").asText("");
        return to.isEmpty() ? message.path("recipient").asText() : MessageRules.digits(to);
    }

    private static Optional<GraphErrorResponse> plannedError(
            String to, SandboxConfig.Number number, FaultBehaviour behaviour) {
        if (to.equals(number.display())) {
            return Optional.of(GraphErrorResponse.of(131021, "The recipient is the sender."));
        }
        if (behaviour.hits(behaviour.plan().code130429(), "130429")) {
            return Optional.of(GraphErrorResponse.of(130429, "Cloud API message throughput has been reached."));
        }
        if (behaviour.hits(behaviour.plan().code131056(), "131056")) {
            return Optional.of(
                    GraphErrorResponse.of(131056, "Too many messages sent to the same recipient in a short time."));
        }
        return code(to, behaviour.plan())
                .map(code -> GraphErrorResponse.of(code, "The sandbox was asked to refuse this recipient."));
    }

    private static Optional<Integer> code(String to, HttpFaults plan) {
        var listed = plan.rejectCodes().get(to);
        if (listed != null) {
            return Optional.of(listed);
        }
        var magic = MAGIC.matcher(to);
        return plan.magicRecipients() && magic.matches()
                ? Optional.of(Integer.valueOf(magic.group(1))).filter(GraphErrorResponse::isKnown)
                : Optional.empty();
    }

    private static double version(String segment) {
        try {
            return Double.parseDouble(segment.substring(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }
}
