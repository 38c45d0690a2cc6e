package io.parley.messaging.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The contract as a tree. Reading it takes some 100 ms, so what is made of it is cached instead. */
record ContractDocument(JsonNode root) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /**
     * An operation.
     *
     * @param method in capital letters
     * @param path below the base URL, with parameters in braces
     * @param parameters of the operation and its path, without references
     * @param node as in the document
     */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode node) {

        String tag() {
            return node.path("tags").path(0).asText();
        }
    }

    static ContractDocument read() {
        try (var in = ContractDocument.class.getResourceAsStream("/contract/conversations-v3.yaml")) {
            return new ContractDocument(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations in their order. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(operation(path.getKey(), path.getValue(), method.getKey()))));
        return operations;
    }

    private Operation operation(String path, JsonNode item, String method) {
        var parameters = new ArrayList<JsonNode>();
        item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        var node = item.path(method);
        node.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, node);
    }

    /** What a reference refers to; any other node itself. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").textValue();
        return reference == null ? node : resolved(root.at(reference.substring(1)));
    }
}
