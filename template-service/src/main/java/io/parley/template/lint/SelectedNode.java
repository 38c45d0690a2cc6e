package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.json.ViolationPaths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a template with its position in the request, which is built only for findings. */
final class SelectedNode {
    private final JsonNode node;
    private final @Nullable SelectedNode parent;
    private final String name;
    private final int index;

    /** @param path position in the request; empty for the request itself */
    SelectedNode(JsonNode node, String path) {
        this(node, null, path, -1);
    }

    /**
     * @param parent null for a root, whose path is the name
     * @param name empty for an element of a list
     * @param index position in the parent; negative for a member, which has a name
     */
    private SelectedNode(JsonNode node, @Nullable SelectedNode parent, String name, int index) {
        this.node = node;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    JsonNode node() {
        return node;
    }

    String path() {
        if (parent == null) {
            return name;
        }
        return index < 0 ? ViolationPaths.member(parent.path(), name) : ViolationPaths.element(parent.path(), index);
    }

    SelectedNode member(String name) {
        return new SelectedNode(node.path(name), this, name, -1);
    }

    /** Returns the value at a path of names without filters, such as {@code example.text}. */
    SelectedNode at(String names) {
        var found = this;
        for (var name : names.split("\\.")) {
            found = found.member(name);
        }
        return found;
    }

    /** Returns the elements of a list; none if the value is not a list. */
    List<SelectedNode> elements() {
        if (!node.isArray()) {
            return List.of();
        }
        var elements = new ArrayList<SelectedNode>(node.size());
        for (var i = 0; i < node.size(); i++) {
            elements.add(new SelectedNode(node.get(i), this, "", i));
        }
        return elements;
    }

    boolean exists() {
        return !node.isMissingNode();
    }
}
