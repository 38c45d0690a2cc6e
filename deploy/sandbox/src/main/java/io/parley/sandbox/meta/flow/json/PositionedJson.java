package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document and where its keys and values are. Paths are those of Meta's errors, as {@code
 * screens[0].layout.children[1].type}; the path of the document is empty.
 */
final class PositionedJson {
    private final Map<String, TextSpan> keys = new HashMap<>();
    private final Map<String, TextSpan> values = new HashMap<>();
    private final List<String> duplicates = new ArrayList<>();
    private JsonNode root = MissingNode.getInstance();

    JsonNode root() {
        return root;
    }

    void root(JsonNode value) {
        root = value;
    }

    /** Returns the paths of keys that an object has twice. */
    List<String> duplicates() {
        return duplicates;
    }

    void key(String path, TextSpan span, boolean isDuplicate) {
        keys.put(path, span);
        if (isDuplicate) {
            duplicates.add(path);
        }
    }

    void value(String path, TextSpan span) {
        values.put(path, span);
    }

    static String member(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** Returns where the key is; the value's place if it has none. */
    TextSpan keyAt(String path) {
        var span = keys.get(path);
        return span == null ? valueAt(path) : span;
    }

    /** Returns where a text, number or literal is; of an object or array, its first character. */
    TextSpan valueAt(String path) {
        return values.getOrDefault(path, TextSpan.START);
    }

    /** Returns where an object is named: its {@code id} or {@code type}, otherwise its first character. */
    TextSpan ownerAt(String path, JsonNode object) {
        for (var name : List.of("id", "type")) {
            if (object instanceof ObjectNode && object.path(name).isTextual()) {
                return valueAt(member(path, name));
            }
        }
        return valueAt(path);
    }
}
