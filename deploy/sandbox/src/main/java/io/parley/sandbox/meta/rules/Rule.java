package io.parley.sandbox.meta.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Validates one value. Called for present values only. */
@FunctionalInterface
interface Rule {

    /**
     * @param param path of the value in Meta's notation, as in {@code interactive['action']['buttons'][0]}
     */
    Optional<RuleViolation> check(String param, JsonNode value);

    /** Combines two rules; the other one is checked only if this one holds. */
    default Rule and(Rule other) {
        return (param, value) -> check(param, value).or(() -> other.check(param, value));
    }

    /** Returns the path of a member. */
    static String member(String param, String name) {
        return param.isEmpty() ? name : param + "['" + name + "']";
    }

    /** Returns whether a value is absent: Meta treats null like an absent member. */
    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
