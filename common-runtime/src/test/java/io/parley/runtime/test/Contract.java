package io.parley.runtime.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates responses and callbacks of tests against the OpenAPI document that customers get. The keyword {@code
 * discriminator} is only a hint there (each variant has its own constant), so it is ignored. Formats are asserted; a
 * response that the contract does not list is invalid even if its body is valid.
 */
public final class Contract {
    private static final String RESOURCE = "/contract/conversations-v3.yaml";
    private static final String ADDRESS = "https://contract.parley.test/conversations-v3";
    private static final String EXCERPT = "https://contract.parley.test/excerpt";
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = load();
    private static final JsonSchemaFactory SCHEMAS = schemas();
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();

    private Contract() {}

    /** An operation of the contract with its required scopes. */
    public record Operation(String id, String method, String path, List<String> scopes, String scopeLayer) {}

    /** Validates a JSON text against a schema of {@code components/schemas}; reports all errors. */
    public static void check(String schema, String json) {
        check(schema, DOCUMENT.at("/components/schemas").path(schema), json);
    }

    /**
     * Validates a response against the responses that the contract lists for the operation.
     *
     * @param path as in the contract, for example {@code /messages/{messageId}/status}
     * @param contentType of the response, parameters allowed; null without a body
     * @param body null or empty without one
     */
    public static void checkResponse(String method, String path, int status, String contentType, String body) {
        var subject = method + " " + path + " " + status;
        var operation = DOCUMENT.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        expectPresent(operation, subject);
        var responses = operation.path("responses");
        var response = resolve(responses.has("" + status) ? responses.path("" + status) : responses.path("default"));
        expectPresent(response, subject);
        checkRemedy(contentType, body, subject);
        var content = response.path("content");
        if (content.isMissingNode()) {
            expect(body == null || body.isEmpty(), subject + " has a body, the contract has none: " + body);
            return;
        }
        expect(contentType != null, subject + " has no content type");
        var schema = content(content, contentType.replaceFirst(";.*", "").strip());
        expectPresent(schema, subject + " as " + contentType);
        if (contentType.contains("json")) {
            check(subject, schema, body);
        }
    }

    /** Requires a {@code detail} or a violation in every problem. */
    static void checkRemedy(String contentType, String body, String subject) {
        if (contentType != null && contentType.startsWith("application/problem+json")) {
            var problem = parse(body);
            var text = problem.path("detail").asText("")
                    + problem.path("violations").path(0).path("message").asText("");
            expect(!text.isBlank(), subject + " has neither a detail nor a violation: " + body);
        }
    }

    /** Validates the body of a call to customers against the webhook of that name. */
    public static void checkWebhook(String webhook, String json) {
        var content =
                resolve(DOCUMENT.path("webhooks").path(webhook)).path("post").path("requestBody");
        check(webhook, resolve(content).path("content").path("application/json").path("schema"), json);
    }

    /** The contract's own examples by name; each of them must be accepted. */
    public static Map<String, String> examples() {
        var examples = new LinkedHashMap<String, String>();
        DOCUMENT.at("/components/examples")
                .properties()
                .forEach(example -> examples.put(
                        example.getKey(), example.getValue().path("value").toString()));
        return examples;
    }

    public static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        DOCUMENT.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("operationId"))
                .forEach(method -> operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        var scopes = new ArrayList<String>();
        operation.path("x-required-scopes").forEach(scope -> scopes.add(scope.textValue()));
        return new Operation(
                operation.path("operationId").textValue(),
                method.toUpperCase(Locale.ROOT),
                path,
                scopes,
                operation.path("x-scope-layer").asText(null));
    }

    private static void check(String subject, JsonNode schema, String json) {
        expectPresent(schema, subject);
        expect(json != null && !json.isEmpty(), subject + " has no body");
        var problems = COMPILED.computeIfAbsent(schema, Contract::compiled).validate(parse(json));
        expect(
                problems.isEmpty(),
                problems.stream()
                        .map(ValidationMessage::getMessage)
                        .collect(Collectors.joining("\n  ", subject + " breaks the contract:\n  ", "\n  in " + json)));
    }

    private static JsonSchema compiled(JsonNode schema) {
        return SCHEMAS.getSchema(SchemaLocation.of(EXCERPT), absolute(schema), CONFIG);
    }

    /** Makes references absolute, since relative ones do not resolve in a schema taken out of the document. */
    private static JsonNode absolute(JsonNode schema) {
        var copy = schema.deepCopy();
        copy.findParents("$ref").stream()
                .map(ObjectNode.class::cast)
                .filter(parent -> parent.path("$ref").textValue().startsWith("#"))
                .forEach(parent ->
                        parent.put("$ref", ADDRESS + parent.path("$ref").textValue()));
        return copy;
    }

    private static JsonNode content(JsonNode content, String type) {
        var range = type.replaceFirst("/.*", "/*");
        return Stream.of(type, range, "*/*")
                .map(content::path)
                .filter(candidate -> !candidate.isMissingNode())
                .findFirst()
                .map(candidate -> candidate.path("schema"))
                .orElse(content.path(type));
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(DOCUMENT.at(node.path("$ref").textValue().substring(1)))
                : node;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static void expectPresent(JsonNode node, String subject) {
        expect(!node.isMissingNode(), "the contract does not have " + subject);
    }

    private static void expect(boolean valid, String message) {
        if (!valid) {
            throw new AssertionError(message);
        }
    }

    private static JsonNode load() {
        try (var in = Contract.class.getResourceAsStream(RESOURCE)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchemaFactory schemas() {
        return JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, DOCUMENT.toString()))));
    }
}
