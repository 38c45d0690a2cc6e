package io.parley.messaging.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Validates responses against the OpenAPI document of the operator API. */
final class OperatorContract {
    private static final String ADDRESS = "https://operator.parley.test/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = load();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, DOCUMENT.toString()))));
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private OperatorContract() {}

    static ValidatableResponse checked(String method, String path, ValidatableResponse answer) {
        var response = answer.extract();
        var status = String.valueOf(response.statusCode());
        var responses = DOCUMENT.path("paths").path(path).path(method).path("responses");
        assertFalse(responses.isMissingNode(), method + " " + path);
        if (!responses.has(status)) {
            assertTrue(response.statusCode() >= 400, method + " " + path + " does not have status " + status);
            check("#/components/responses/Problem/content/application~1problem+json/schema", response.asString());
        } else if (responses.path(status).has("content")) {
            var pointer =
                    "#/paths/" + path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D") + "/" + method
                            + "/responses/" + status + "/content/application~1json/schema";
            check(pointer, response.asString());
        } else {
            assertTrue(response.asString().isEmpty());
        }
        return answer;
    }

    private static void check(String pointer, String body) {
        try {
            var problems = SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + pointer), CONFIG)
                    .validate(JSON.readTree(body));
            assertTrue(problems.isEmpty(), problems + " in " + body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode load() {
        try (var in = OperatorContract.class.getResourceAsStream("/openapi/operator-v1.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
