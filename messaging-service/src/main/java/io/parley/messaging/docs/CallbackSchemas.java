package io.parley.messaging.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON Schemas (2020-12) of the bodies of callbacks, one for each webhook of the contract, complete in themselves: what
 * the contract shares is in {@code $defs}, and what only OpenAPI knows is left out.
 */
final class CallbackSchemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String SHARED = "#/components/schemas/";

    private final ContractDocument contract;

    private CallbackSchemas(ContractDocument contract) {
        this.contract = contract;
    }

    /** The schemas by the names of the webhooks. */
    static Map<String, JsonNode> of(ContractDocument contract) {
        var schemas = new LinkedHashMap<String, JsonNode>();
        contract.root()
                .path("webhooks")
                .properties()
                .forEach(webhook -> schemas.put(
                        webhook.getKey(),
                        new CallbackSchemas(contract)
                                .schema(contract.resolved(webhook.getValue()).path("post"))));
        return schemas;
    }

    private JsonNode schema(JsonNode operation) {
        var content =
                contract.resolved(operation.path("requestBody")).path("content").path("application/json");
        var root = (ObjectNode) content.path("schema").deepCopy();
        var definitions = root.objectNode();
        clean(root);
        define(root, definitions);
        var schema = root.objectNode();
        schema.put("$schema", DIALECT)
                .put("title", operation.path("summary").asText())
                .setAll(root);
        schema.set("$defs", definitions);
        return schema;
    }

    /** Adds what the node refers to, and what that refers to. */
    private void define(JsonNode node, ObjectNode definitions) {
        for (var reference : node.findValuesAsText("$ref")) {
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            if (!definitions.has(name)) {
                var definition =
                        contract.root().at("/components/schemas/" + name).deepCopy();
                clean(definition);
                definitions.set(name, definition);
                define(definition, definitions);
            }
        }
    }

    private static void clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> isOfOpenApi(member.getKey(), member.getValue()));
            if (object.path("$ref").isTextual()) {
                object.put("$ref", object.path("$ref").textValue().replace(SHARED, "#/$defs/"));
            }
        }
        node.forEach(CallbackSchemas::clean);
    }

    /** Whether it is an extension or the discriminator of OpenAPI, and not a member with that name. */
    private static boolean isOfOpenApi(String name, JsonNode value) {
        return name.startsWith("x-") || name.equals("discriminator") && value.has("propertyName");
    }
}
