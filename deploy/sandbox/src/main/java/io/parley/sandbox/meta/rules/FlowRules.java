package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.exactlyOne;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Rules of an action that opens a Flow. */
final class FlowRules {
    private static final int LABEL = 30;

    private static final Rule DATA = Values.anyObject()
            .and((param, data) ->
                    data.isEmpty() ? Optional.of(RuleViolation.invalid(param, "must not be empty")) : Optional.empty());

    private static final Rule PARAMETERS = object(
                    required("flow_message_version", Values.oneOf("3")),
                    optional("flow_id", Values.text(1, Integer.MAX_VALUE)),
                    optional("flow_name", Values.text(1, Integer.MAX_VALUE)),
                    required("flow_cta", Values.text(LABEL).and(Values.withoutEmoji())),
                    optional("flow_token", Values.text()),
                    optional("mode", Values.oneOf("draft", "published")),
                    optional("flow_action", Values.oneOf("navigate", "data_exchange")),
                    optional(
                            "flow_action_payload",
                            object(optional("screen", Values.text(1, Integer.MAX_VALUE)), optional("data", DATA))))
            .and(exactlyOne("flow_id", "flow_name"))
            .and(FlowRules::hasPayloadOnlyToNavigate);

    static final Rule FLOW = object(ActionRules.name("flow"), required("parameters", PARAMETERS));

    private FlowRules() {}

    private static Optional<RuleViolation> hasPayloadOnlyToNavigate(String param, JsonNode flow) {
        return Rule.isAbsent(flow.path("flow_action_payload"))
                        || flow.path("flow_action").asText("navigate").equals("navigate")
                ? Optional.empty()
                : Optional.of(RuleViolation.invalid(
                        Rule.member(param, "flow_action_payload"), "is allowed only with flow_action navigate"));
    }
}
