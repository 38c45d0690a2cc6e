package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Values of the variables in the steps of a trigger. */
final class TriggerVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z]+)}");

    private final Map<String, String> values = new HashMap<>();

    void set(String name, String value) {
        values.put(name, value);
    }

    String get(String name) {
        return values.get(name);
    }

    /** Returns a text with the values in place of its variables. */
    String replacedIn(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> java.util.regex.Matcher.quoteReplacement(value(variable.group(1))));
    }

    /** Returns a copy of a JSON value in whose texts the variables are replaced. */
    JsonNode replacedIn(JsonNode json) {
        return switch (json) {
            case TextNode text -> TextNode.valueOf(replacedIn(text.asText()));
            case ObjectNode object -> {
                var copy = OutputOptions.object();
                object.properties().forEach(member -> copy.set(member.getKey(), replacedIn(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(replacedIn(element)));
                yield copy;
            }
            default -> json;
        };
    }

    private String value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new CommandFailure(ExitCode.USAGE, "The variable " + name + " has no value; set it with --variable.");
        }
        return value;
    }
}
