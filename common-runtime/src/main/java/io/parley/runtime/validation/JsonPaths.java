package io.parley.runtime.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Converts bean validation's paths to JSON paths: no method names, {@code messages[1].text}, {@code tags.blue}. */
final class JsonPaths {
    private JsonPaths() {}

    static String of(Path path, String prefix) {
        var text = new StringBuilder(prefix);
        for (var node : path) {
            if (node.isInIterable()) {
                position(node, text);
            }
            if (isNamed(node)) {
                append(node.getName(), text);
            }
        }
        return text.toString();
    }

    private static boolean isNamed(Path.Node node) {
        return node.getName() != null
                && (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.PARAMETER);
    }

    private static void position(Path.Node node, StringBuilder text) {
        if (node.getIndex() != null) {
            text.append('[').append(node.getIndex()).append(']');
        } else if (node.getKey() != null) {
            append(node.getKey().toString(), text);
        }
    }

    private static void append(String name, StringBuilder text) {
        if (!text.isEmpty()) {
            text.append('.');
        }
        text.append(name);
    }
}
