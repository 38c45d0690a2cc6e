package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.json.Suggestion;
import io.parley.runtime.json.ViolationPaths;
import io.parley.template.lint.LintDefinitions.Structure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds of rules for the members of objects. */
final class MemberChecks {
    private MemberChecks() {}

    /** A kind that applies to all objects of the contract's structure. */
    private interface OfStructure extends LintCheck {

        void check(SelectedNode object, Structure structure, RuleFindings out);

        @Override
        default void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            for (var structure : subject.definitions().structure()) {
                if (structure.scope() == subject.scope()) {
                    structure.at().forEach(selector -> selector.select(subject.rootNode())
                            .forEach(object -> check(object, structure, out)));
                }
            }
        }
    }

    /** An object has no members that the contract does not define. */
    record Unknown() implements OfStructure {
        @Override
        public void check(SelectedNode object, Structure structure, RuleFindings out) {
            object.node().properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !structure.members().containsKey(name))
                    .forEach(name -> out.add(
                            ViolationPaths.member(object.path(), name),
                            Map.of(
                                    "known",
                                    String.join(", ", structure.members().keySet()),
                                    "suggestion",
                                    Suggestion.of(name, structure.members().keySet()))));
        }
    }

    /** Values have the types of the contract. */
    record Types() implements OfStructure {
        @Override
        public void check(SelectedNode object, Structure structure, RuleFindings out) {
            if (!object.node().isObject()) {
                out.add(object.path(), Map.of("type", "an object"));
            }
            structure.members().forEach((name, type) -> {
                var member = object.member(name);
                if (member.exists()) {
                    check(member, MemberType.of(type), out);
                }
            });
        }

        private static void check(SelectedNode member, MemberType type, RuleFindings out) {
            if (!type.accepts(member.node())) {
                out.add(member.path(), Map.of("type", type.description()));
            }
        }
    }

    /** Members that the contract requires exist. */
    record RequiredByStructure() implements OfStructure {
        @Override
        public void check(SelectedNode object, Structure structure, RuleFindings out) {
            if (object.node().isObject()) {
                structure.required().stream()
                        .filter(name -> !object.member(name).exists())
                        .forEach(name -> out.add(ViolationPaths.member(object.path(), name)));
            }
        }
    }

    /** Members exist in the selected objects. */
    record Required(List<String> members) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            members.stream()
                    .filter(name -> !selected.member(name).exists())
                    .forEach(name -> out.add(ViolationPaths.member(selected.path(), name)));
        }
    }

    /**
     * At least one of the members exists.
     *
     * @param members paths from the selected object; the first is named in the finding
     */
    record AnyOf(List<String> members) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            if (members.stream().noneMatch(member -> selected.at(member).exists())) {
                out.add(selected.at(members.getFirst()).path());
            }
        }
    }

    /** Exactly one of the members exists. */
    record ExactlyOne(List<String> members) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var count = members.stream()
                    .filter(member -> selected.member(member).exists())
                    .count();
            if (count != 1) {
                out.add(selected.path(), Map.of("members", String.join(", ", members), "count", count));
            }
        }
    }

    /** The selected values must not exist. */
    record Forbidden() implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            out.add(selected.path());
        }
    }

    private enum MemberType {
        TEXT("a text"),
        INTEGER("a whole number"),
        BOOLEAN("true or false"),
        OBJECT("an object"),
        TEXTS("a list of texts"),
        OBJECTS("a list of objects");

        private final String description;

        MemberType(String description) {
            this.description = description;
        }

        static MemberType of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        String description() {
            return description;
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isTextual();
                case INTEGER -> value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
                case BOOLEAN -> value.isBoolean();
                case OBJECT -> value.isObject();
                case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
                case OBJECTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
            };
        }
    }
}
