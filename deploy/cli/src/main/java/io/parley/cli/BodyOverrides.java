package io.parley.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;

/**
 * Changes of the form {@code a.b=c}: set a member of a JSON object, and create the objects on the way to it. A number
 * addresses an element of an array. The value is JSON if it can be read as such, otherwise text.
 */
final class BodyOverrides {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BodyOverrides() {}

    static void apply(ObjectNode body, String override) {
        var equals = override.indexOf('=');
        if (equals < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--override must have the form a.b=c, not " + override + ".");
        }
        var path = override.substring(0, equals).split("\\.");
        JsonNode parent = body;
        for (var i = 0; i < path.length - 1; i++) {
            parent = child(parent, path[i], override);
        }
        set(parent, path[path.length - 1], value(override.substring(equals + 1)), override);
    }

    private static JsonNode child(JsonNode parent, String name, String override) {
        var child = parent instanceof ArrayNode array ? array.path(index(array, name, override)) : parent.path(name);
        if (child.isContainerNode()) {
            return child;
        }
        var created = JSON.createObjectNode();
        set(parent, name, created, override);
        return created;
    }

    private static void set(JsonNode parent, String name, JsonNode value, String override) {
        if (parent instanceof ArrayNode array) {
            var index = index(array, name, override);
            if (index == array.size()) {
                array.add(value);
            } else {
                array.set(index, value);
            }
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }

    /** Returns the index of an element, or that of the next one. */
    private static int index(ArrayNode array, String name, String override) {
        if (name.matches("\\d{1,4}") && Integer.parseInt(name) <= array.size()) {
            return Integer.parseInt(name);
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "--override " + override + ": " + name + " must be a number up to " + array.size() + ".");
    }

    private static JsonNode value(String text) {
        try {
            var json = JSON.reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
            return json.isMissingNode() ? TextNode.valueOf(text) : json;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
