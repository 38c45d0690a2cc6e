package io.parley.runtime.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The operations of an OpenAPI document, each with requests built from its examples and schemas. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Map<String, String> FORMATS = Map.of(
            "uuid", "0195f6a0-0000-7000-8000-000000000001",
            "date-time", "2026-01-02T03:04:05Z",
            "uri", "https://example.com/sample");

    private final JsonNode document;

    OpenApi(String resource) {
        try (var in = OpenApi.class.getResourceAsStream(resource)) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One operation.
     *
     * @param path as in the document, with {@code {names}}
     * @param bodies request bodies of the document; empty if it has none
     */
    record Operation(String id, String method, String path, List<Body> bodies) {}

    /** A request's body. */
    record Body(String contentType, byte[] bytes) {}

    /** Returns the operations in the order of the document, with deleting ones at the end. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return Stream.concat(
                        operations.stream().filter(operation -> !deletes(operation)),
                        operations.reversed().stream().filter(OpenApi::deletes))
                .toList();
    }

    private static boolean deletes(Operation operation) {
        return operation.method().equals("DELETE");
    }

    private Operation operation(String path, String method, JsonNode operation) {
        var bodies = new ArrayList<Body>();
        resolve(operation.path("requestBody"))
                .path("content")
                .properties()
                .forEach(content -> bodies.addAll(bodies(content.getKey(), content.getValue())));
        return new Operation(
                operation.path("operationId").asText(method + " " + path),
                method.toUpperCase(Locale.ROOT),
                path,
                bodies);
    }

    private List<Body> bodies(String contentType, JsonNode content) {
        if (!contentType.contains("json")) {
            return List.of();
        }
        var values = new ArrayList<JsonNode>();
        content.path("examples").forEach(example -> values.add(resolve(example).path("value")));
        if (content.has("example")) {
            values.add(content.path("example"));
        }
        if (values.isEmpty()) {
            values.add(sample(content.path("schema")));
        }
        return values.stream()
                .map(value -> new Body(contentType, value.toString().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** A minimal value of the schema. */
    private JsonNode sample(JsonNode unresolved) {
        var schema = resolve(unresolved);
        var nodes = JsonNodeFactory.instance;
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("examples").isArray()) {
            return schema.path("examples").path(0);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.has("oneOf")) {
            return sample(schema.path("oneOf").path(0));
        }
        return switch (schema.path("type").asText("object")) {
            case "string" ->
                nodes.textNode(FORMATS.getOrDefault(schema.path("format").asText(), "sample"));
            case "integer", "number" -> nodes.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> nodes.booleanNode(true);
            case "array" -> nodes.arrayNode().add(sample(schema.path("items")));
            default -> object(schema);
        };
    }

    private ObjectNode object(JsonNode schema) {
        var object = JSON.createObjectNode();
        schema.path("allOf").forEach(part -> object.setAll(object(resolve(part))));
        var required = schema.has("required") ? schema.path("required") : schema.at("/anyOf/0/required");
        required.forEach(name ->
                object.set(name.textValue(), sample(schema.path("properties").path(name.textValue()))));
        return object;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.path("$ref").textValue().substring(1)))
                : node;
    }
}
