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

/** What JSON a Java type takes. Checks a tree and complains about everything that does not fit. */
sealed interface SchemaNode {

    /** Whether the value is of the right kind, its inside not looked at. */
    boolean accepts(JsonNode value);

    /** What is wanted, to follow the name of a member: "must be …". */
    String expectation();

    /** The same for a value that is not it. */
    default String expectation(JsonNode value) {
        return expectation();
    }

    /** Looks inside a value of the right kind. True if something is left that can be bound. */
    default boolean inside(JsonNode value, String path, Violations out) {
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
        return inside(value, path, out);
    }

    /** Told by a rule; only the texts in it are looked at. */
    record Plain(String expectation, Predicate<JsonNode> rule) implements SchemaNode {
        @Override
        public boolean accepts(JsonNode value) {
            return rule.test(value);
        }

        @Override
        public boolean inside(JsonNode value, String path, Violations out) {
            return Characters.checkAll(value, path, out);
        }
    }

    /** One of some names. */
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

    /** What is written in braces. */
    sealed interface Braced extends SchemaNode {
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
        /** No list of the API is that long; longer ones are not looked into. */
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
        public boolean inside(JsonNode value, String path, Violations out) {
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

    /** An object with names the caller chooses. */
    record Entries(Supplier<SchemaNode> value) implements Braced {
        @Override
        public boolean inside(JsonNode object, String path, Violations out) {
            var refused = new HashSet<String>();
            for (var entry : object.properties()) {
                var place = ViolationPaths.member(path, entry.getKey());
                if (!Characters.check(entry.getKey(), place, out)
                        || !value.get().check(entry.getValue(), place, out)) {
                    refused.add(entry.getKey());
                }
            }
            ((ObjectNode) object).remove(refused);
            return true;
        }
    }

    /**
     * @param known shapes by name, other spellings included
     * @param readElsewhere names that the object may have too and that were taken out of it before
     */
    record Members(
            Map<String, Supplier<SchemaNode>> known,
            Set<String> ignored,
            boolean ignoreUnknown,
            Set<String> readElsewhere)
            implements Braced {
        @Override
        public boolean inside(JsonNode object, String path, Violations out) {
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
            var shape = known.get(name);
            if (shape != null) {
                return shape.get().check(value, path, out);
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

        Members besides(Set<String> others) {
            return new Members(known, ignored, ignoreUnknown, others);
        }
    }

    /** Objects told apart by one member. */
    record Family(String tag, Map<String, Supplier<SchemaNode>> members) implements Braced {
        @Override
        public boolean inside(JsonNode value, String path, Violations out) {
            var given = value.get(tag);
            var shape = given == null || !given.isTextual() ? null : members.get(given.textValue());
            if (shape == null) {
                out.add(ViolationPaths.member(path, tag), ScalarNodes.choice(members.keySet(), given));
                return false;
            }
            return shape.get().inside(value, path, out);
        }
    }
}
