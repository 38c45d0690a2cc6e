package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.json.ViolationPaths;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value of a template.
 *
 * @param path its position in the request
 */
record SelectedNode(JsonNode node, String path) {

    SelectedNode member(String name) {
        return new SelectedNode(node.path(name), ViolationPaths.member(path, name));
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
        return IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(index -> new SelectedNode(node.get(index), ViolationPaths.element(path, index)))
                .toList();
    }

    boolean exists() {
        return !node.isMissingNode();
    }
}
