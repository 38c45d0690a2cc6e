package io.parley.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The JSON that a Java type accepts. Checks a tree and reports all violations. */
sealed interface SchemaNode {

    /** Whether the value is of the right kind, without a check of its content. */
    boolean accepts(JsonNode value);

    /** The expected value, to follow the name of a member: "must be …". */
    String expectation();

    /** The same for a given invalid value. */
    default String expectation(JsonNode value) {
        return expectation();
    }

    /** Checks the content of a value of the right kind. Returns true if something is left that can be bound. */
    default boolean checkContent(JsonNode value, String path, Violations out) {
        return true;
    }

    default boolean check(JsonNode value, String path, Violations out) {
        if (value.isNull()) {
            out.add(path, "must not be null; leave the member out instead");
            return false;
        }
        if (!accepts(value)) {
            out.add(path, expectation(value));
            return false;
        }
        return checkContent(value, path, out);
    }

    /** Checked by a predicate, and for the characters of its texts. */
    record Plain(String expectation, Predicate<JsonNode> rule) implements SchemaNode {
        @Override
        public boolean accepts(JsonNode value) {
            return rule.test(value);
        }

        @Override
        public boolean checkContent(JsonNode value, String path, Violations out) {
            return Characters.checkAll(value, path, out);
        }
    }

    /** One of a fixed set of names. */
    record Choice(Set<String> names) implements SchemaNode {
        @Override
        public boolean accepts(JsonNode value) {
            return value.isTextual() && names.contains(value.textValue());
        }

        @Override
        public String expectation() {
            return "must be one of " + String.join(", ", names);
        }

        @Override
        public String expectation(JsonNode value) {
            return ScalarNodes.choice(names, value);
        }
    }

    /** A JSON object. */
    sealed interface ObjectSchema extends SchemaNode {
        @Override
        default boolean accepts(JsonNode value) {
            return value.isObject();
        }

        @Override
        default String expectation() {
            return "must be an object";
        }
    }

    record Items(Supplier<SchemaNode> item) implements SchemaNode {
        /** Longer than any list of the API; longer ones are rejected without a check of their elements. */
        private static final int MAX = 1_000;

        @Override
        public boolean accepts(JsonNode value) {
            return value.isArray();
        }

        @Override
        public String expectation() {
            return "must be a list";
        }

        @Override
        public boolean checkContent(JsonNode value, String path, Violations out) {
            var items = (ArrayNode) value;
            if (items.size() > MAX) {
                out.add(path, "must have at most " + MAX + " elements");
                return false;
            }
            for (var i = 0; i < items.size(); i++) {
                if (!item.get().check(items.get(i), ViolationPaths.element(path, i), out)) {
                    items.setNull(i);
                }
            }
            return true;
        }
    }

    /** An object with names that the caller chooses. */
    record Entries(Supplier<SchemaNode> value) implements ObjectSchema {
        @Override
        public boolean checkContent(JsonNode object, String path, Violations out) {
            var refused = new HashSet<String>();
            for (var entry : object.properties()) {
                var memberPath = ViolationPaths.member(path, entry.getKey());
                if (!Characters.check(entry.getKey(), memberPath, out)
                        || !value.get().check(entry.getValue(), memberPath, out)) {
                    refused.add(entry.getKey());
                }
            }
            ((ObjectNode) object).remove(refused);
            return true;
        }
    }

    /**
     * @param known nodes by name, aliases included
     * @param readElsewhere further names of the object, removed from the tree before the check
     */
    record Members(
            Map<String, Supplier<SchemaNode>> known,
            Set<String> ignored,
            boolean ignoreUnknown,
            Set<String> readElsewhere)
            implements ObjectSchema {
        @Override
        public boolean checkContent(JsonNode object, String path, Violations out) {
            Set<String> refused = null;
            for (var entry : object.properties()) {
                if (!member(entry.getKey(), entry.getValue(), ViolationPaths.member(path, entry.getKey()), out)) {
                    refused = refused == null ? new HashSet<>() : refused;
                    refused.add(entry.getKey());
                }
            }
            if (refused != null) {
                ((ObjectNode) object).remove(refused);
            }
            return true;
        }

        private boolean member(String name, JsonNode value, String path, Violations out) {
            var node = known.get(name);
            if (node != null) {
                return node.get().check(value, path, out);
            }
            if (!ignored.contains(name) && !ignoreUnknown && !out.isFull()) {
                out.add(path, "is not known here" + remedy(name));
            }
            return ignored.contains(name);
        }

        private String remedy(String name) {
            var names = new LinkedHashSet<>(known.keySet());
            names.addAll(readElsewhere);
            return names.isEmpty()
                    ? "; leave it out"
                    : Suggestion.of(name, names) + "; known are " + String.join(", ", names);
        }

        Members withReadElsewhere(Set<String> others) {
            return new Members(known, ignored, ignoreUnknown, others);
        }
    }

    /** Objects distinguished by the value of one member. */
    record Family(String tag, Map<String, Supplier<SchemaNode>> members) implements ObjectSchema {
        @Override
        public boolean checkContent(JsonNode value, String path, Violations out) {
            var given = value.get(tag);
            var node = given == null || !given.isTextual() ? null : members.get(given.textValue());
            if (node == null) {
                out.add(ViolationPaths.member(path, tag), ScalarNodes.choice(members.keySet(), given));
                return false;
            }
            return node.get().checkContent(value, path, out);
        }
    }
}
