package io.parley.sandbox.meta.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** An object whose rule depends on the value of one of its members, ignoring case. */
record ByType(String member, Map<String, Rule> rules) implements Rule {

    @Override
    public Optional<RuleViolation> check(String param, JsonNode value) {
        if (!value.isObject()) {
            return Optional.of(RuleViolation.badParameter("Param " + param + " must be an object."));
        }
        var memberPath = Rule.member(param, member);
        if (Rule.isAbsent(value.path(member))) {
            return Optional.of(RuleViolation.missing(memberPath));
        }
        var rule = rules.get(value.path(member).asText().toLowerCase(Locale.ROOT));
        return rule == null ? Optional.of(unknown(memberPath)) : rule.check(param, value);
    }

    private RuleViolation unknown(String memberPath) {
        return RuleViolation.badParameter(
                "Param " + memberPath + " must be one of {" + String.join(", ", new TreeSet<>(rules.keySet())) + "}");
    }
}
