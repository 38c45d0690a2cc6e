package io.parley.messaging.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.docs.ContractDocument.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract as a collection of Postman (format 2.1): a folder for each tag, and a request for each operation and each
 * example of its body. Variables hold the base URL, the key, the senders of the channels and a person, so that the
 * requests are usable once those are set.
 */
final class PostmanCollection {

    /** Stands for the base URL until the collection is served. */
    static final String BASE_URL = "@baseUrl@";

    private static final String FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ContractDocument contract;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private PostmanCollection(ContractDocument contract) {
        this.contract = contract;
        variables.put("baseUrl", BASE_URL);
        variables.put("apiKey", "");
    }

    static ObjectNode of(ContractDocument contract) {
        return new PostmanCollection(contract).collection();
    }

    private ObjectNode collection() {
        var info = contract.root().path("info");
        var collection = NODES.objectNode();
        collection
                .putObject("info")
                .put("name", info.path("title").asText())
                .put("description", info.path("summary").asText())
                .put("schema", FORMAT);
        collection.set("auth", auth());
        var folders = collection.putArray("item");
        contract.root().path("tags").forEach(tag -> folder(tag, folders));
        var declared = collection.putArray("variable");
        variables.forEach((key, value) -> declared.addObject().put("key", key).put("value", value));
        return collection;
    }

    private static ObjectNode auth() {
        var auth = NODES.objectNode().put("type", "apikey");
        var values = auth.putArray("apikey");
        values.addObject().put("key", "key").put("value", "apikey");
        values.addObject().put("key", "value").put("value", "{{apiKey}}");
        values.addObject().put("key", "in").put("value", "header");
        return auth;
    }

    /** Tags of callbacks have no operations. */
    private void folder(JsonNode tag, ArrayNode folders) {
        var name = tag.path("name").asText();
        var operations = contract.operations().stream()
                .filter(operation -> operation.tag().equals(name))
                .toList();
        if (!operations.isEmpty()) {
            var folder = folders.addObject();
            folder.put("name", name).put("description", tag.path("description").asText());
            var items = folder.putArray("item");
            operations.forEach(operation -> items(operation, items));
        }
    }

    private void items(Operation operation, ArrayNode items) {
        var content = contract.resolved(operation.node().path("requestBody")).path("content");
        var summary = operation.node().path("summary").asText();
        if (content.isEmpty()) {
            item(summary, operation, null, items);
            return;
        }
        var type = content.fieldNames().next();
        var examples = content.path(type).path("examples");
        if (examples.isEmpty()) {
            item(summary, operation, file(), items).withArray("/request/header").add(header(type));
        }
        examples.properties().forEach(example -> {
            var value = contract.resolved(example.getValue());
            var label = value.path("summary").asText(example.getKey());
            var name = examples.size() == 1 ? summary : summary + ": " + label;
            item(name, operation, json(value.path("value")), items)
                    .withArray("/request/header")
                    .add(header(type));
        });
    }

    private ObjectNode item(String name, Operation operation, @Nullable ObjectNode body, ArrayNode items) {
        var item = items.addObject().put("name", name);
        var request = item.putObject("request").put("method", operation.method());
        request.put("description", operation.node().path("description").asText(""));
        request.putArray("header");
        request.set("url", url(operation));
        if (body != null) {
            request.set("body", body);
        }
        item.putArray("response");
        return item;
    }

    private ObjectNode url(Operation operation) {
        var path = PATH_PARAMETER.matcher(operation.path()).replaceAll(":$1");
        var url = NODES.objectNode();
        url.putArray("host").add("{{baseUrl}}");
        var segments = url.putArray("path");
        for (var segment : path.substring(1).split("/")) {
            segments.add(segment);
        }
        var query = url.putArray("query");
        var pathVariables = url.putArray("variable");
        for (var parameter : operation.parameters()) {
            switch (parameter.path("in").asText()) {
                case "path" -> pathVariables.add(value(parameter));
                case "query" -> query.add(value(parameter).put("disabled", !isRequired(parameter)));
                default -> {}
            }
        }
        return url.put("raw", "{{baseUrl}}" + path + required(query));
    }

    private ObjectNode value(JsonNode parameter) {
        return NODES.objectNode()
                .put("key", parameter.path("name").asText())
                .put("value", example(parameter))
                .put("description", parameter.path("description").asText());
    }

    private String example(JsonNode parameter) {
        var schema = contract.resolved(parameter.path("schema"));
        if (parameter.has("example")) {
            return parameter.path("example").asText();
        }
        if (schema.has("default")) {
            return schema.path("default").asText();
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        return schema.path("type").asText().equals("boolean") ? "true" : "";
    }

    private static boolean isRequired(JsonNode parameter) {
        return parameter.path("required").asBoolean();
    }

    private static String required(ArrayNode query) {
        var text = new StringBuilder();
        for (var parameter : query) {
            if (!parameter.path("disabled").asBoolean()) {
                text.append(text.isEmpty() ? '?' : '&')
                        .append(parameter.path("key").asText())
                        .append('=')
                        .append(parameter.path("value").asText());
            }
        }
        return text.toString();
    }

    /** A message names a sender and a person, in place of which it gets variables. */
    private ObjectNode json(JsonNode value) {
        var body = value.deepCopy();
        if (body instanceof ObjectNode message && message.has("channel") && message.has("from")) {
            var sender = message.path("channel").asText() + "Sender";
            variables.putIfAbsent(sender, message.path("from").asText());
            variables.putIfAbsent("person", message.path("to").asText());
            message.put("from", "{{" + sender + "}}").put("to", "{{person}}");
        }
        var raw = NODES.objectNode().put("mode", "raw").put("raw", body.toPrettyString());
        raw.putObject("options").putObject("raw").put("language", "json");
        return raw;
    }

    private static ObjectNode file() {
        return NODES.objectNode().put("mode", "file").set("file", NODES.objectNode());
    }

    private static ObjectNode header(String type) {
        return NODES.objectNode()
                .put("key", "Content-Type")
                .put("value", type.equals("*/*") ? "application/octet-stream" : type);
    }
}
