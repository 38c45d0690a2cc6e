package io.parley.sandbox.meta.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of objects and lists. */
final class MemberRules {

    private MemberRules() {}

    /** One member of an object. */
    record Member(String name, boolean required, Rule rule) {

        Optional<RuleViolation> check(String param, JsonNode object) {
            var value = object.path(name);
            var path = Rule.member(param, name);
            if (!Rule.isAbsent(value)) {
                return rule.check(path, value);
            }
            return required ? Optional.of(RuleViolation.missing(path)) : Optional.empty();
        }
    }

    static Member required(String name, Rule rule) {
        return new Member(name, true, rule);
    }

    static Member optional(String name, Rule rule) {
        return new Member(name, false, rule);
    }

    /** Allows an object with these members only. */
    static Rule object(Member... members) {
        return Values.anyObject().and(noOther(names(members))).and(each(List.of(members)));
    }

    private static Set<String> names(Member... members) {
        var names = new HashSet<String>();
        Arrays.stream(members).map(Member::name).forEach(names::add);
        return names;
    }

    static Rule noOther(Set<String> names) {
        return (param, object) -> object.properties().stream()
                .filter(member -> !names.contains(member.getKey()))
                .findFirst()
                .map(member -> RuleViolation.badParameter(
                        "Unexpected key \"" + member.getKey() + "\" on param \"" + param + "\"."));
    }

    private static Rule each(List<Member> members) {
        return (param, object) -> members.stream()
                .map(member -> member.check(param, object))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Requires exactly one of these members. */
    static Rule exactlyOne(String one, String other) {
        return (param, object) -> {
            var hasOne = !Rule.isAbsent(object.path(one));
            if (hasOne != !Rule.isAbsent(object.path(other))) {
                return Optional.empty();
            }
            var details = "Exactly one of " + one + " and " + other + " is required in " + param + ".";
            return Optional.of(new RuleViolation(hasOne ? RuleViolation.INVALID : RuleViolation.MISSING, details));
        };
    }

    /** Requires a list with {@code min} to {@code max} items. */
    static Rule list(int min, int max, Rule item) {
        return (param, value) -> {
            if (!value.isArray()) {
                return Optional.of(RuleViolation.badParameter("Param " + param + " must be an array."));
            }
            if (value.size() < min || value.size() > max) {
                return Optional.of(
                        RuleViolation.invalid(param, "count invalid. Min allowed: " + min + ", Max allowed: " + max));
            }
            return items(param, value, item);
        };
    }

    private static Optional<RuleViolation> items(String param, JsonNode list, Rule item) {
        for (var i = 0; i < list.size(); i++) {
            var violation = item.check(param + "[" + i + "]", list.get(i));
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    /** Requires different values at this JSON pointer of each item. */
    static Rule unique(String pointer) {
        return (param, list) -> {
            var seen = new HashSet<String>();
            for (var item : list) {
                var value = item.at(pointer);
                if (!Rule.isAbsent(value) && !seen.add(value.asText())) {
                    return Optional.of(RuleViolation.invalid(param, "has the same " + pointer.substring(1) + " twice"));
                }
            }
            return Optional.empty();
        };
    }
}
