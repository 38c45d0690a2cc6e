package io.parley.sandbox.meta.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What one value must be. Called for values that are there. */
@FunctionalInterface
interface Rule {

    /**
     * @param param the value's place in Meta's notation, as in {@code interactive['action']['buttons'][0]}
     */
    Optional<RuleViolation> check(String param, JsonNode value);

    /** Both; the other one only if this one holds. */
    default Rule and(Rule other) {
        return (param, value) -> check(param, value).or(() -> other.check(param, value));
    }

    /** Place of a member. */
    static String member(String param, String name) {
        return param.isEmpty() ? name : param + "['" + name + "']";
    }

    /** Whether a value counts as not given: Meta treats null like an absent member. */
    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
