package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameter {@code fields} of a read, as {@code id,name,owner_business_info{id,name},preview.invalidate(true)}.
 *
 * @param members selected members, each with the selection within its object; an empty selection means all of them
 * @param arguments arguments of this field by their names, as {@code invalidate}
 */
record FieldSelection(Map<String, FieldSelection> members, Map<String, String> arguments) {
    private static final int MAX_LENGTH = 4_000;

    /** Reads the parameter. A value that is not a list of fields is error 2500. */
    static FieldSelection of(String fields) {
        if (fields.length() > MAX_LENGTH) {
            throw new GraphRejection(GraphErrorResponse.badFields("longer than " + MAX_LENGTH + " characters"));
        }
        var parser = new Parser(fields);
        var selection = parser.list();
        if (parser.at < fields.length()) {
            throw parser.error();
        }
        return selection;
    }

    /** Returns the selected members of an object that has these fields. */
    ObjectNode of(ObjectNode values, String nodeType) {
        var selected = Json.MAPPER.createObjectNode();
        members.forEach((name, within) -> {
            var value = values.get(name);
            if (value == null) {
                return;
            }
            selected.set(name, within.isEmpty() ? value : within.within(name, value, nodeType));
        });
        return selected;
    }

    private JsonNode within(String parent, JsonNode value, String nodeType) {
        if (!(value instanceof ObjectNode object)) {
            throw new GraphRejection(GraphErrorResponse.badFields(parent + " has no fields"));
        }
        for (var name : members.keySet()) {
            if (!object.has(name)) {
                throw new GraphRejection(GraphErrorResponse.unknownField(name, nodeType + "." + parent));
            }
        }
        return of(object, nodeType);
    }

    private boolean isEmpty() {
        return members.isEmpty();
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        FieldSelection list() {
            var members = new LinkedHashMap<String, FieldSelection>();
            do {
                var name = name();
                var arguments = arguments();
                members.put(name, new FieldSelection(next('{') ? nested() : Map.of(), arguments));
            } while (next(','));
            return new FieldSelection(members, Map.of());
        }

        private Map<String, FieldSelection> nested() {
            var selection = list();
            if (!next('}')) {
                throw error();
            }
            return selection.members;
        }

        /** Reads what follows the name of a field: {@code .name(value)}, any number of times. */
        private Map<String, String> arguments() {
            var arguments = new LinkedHashMap<String, String>();
            while (next('.')) {
                var name = name();
                var end = text.indexOf(')', at);
                if (!next('(') || end < 0) {
                    throw error();
                }
                arguments.put(name, text.substring(at, end));
                at = end + 1;
            }
            return arguments;
        }

        private String name() {
            var from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (at == from) {
                throw error();
            }
            return text.substring(from, at);
        }

        private boolean next(char expected) {
            var found = at < text.length() && text.charAt(at) == expected;
            at += found ? 1 : 0;
            return found;
        }

        GraphRejection error() {
            return new GraphRejection(GraphErrorResponse.badFields("unexpected text at character " + at));
        }
    }
}
