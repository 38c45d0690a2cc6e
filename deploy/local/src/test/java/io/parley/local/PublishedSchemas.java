package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Validates callbacks as a receiver can: with the JSON Schemas that the platform serves. */
record PublishedSchemas(Platform platform, Map<String, JsonSchema> loaded) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    PublishedSchemas(Platform platform) {
        this(platform, new ConcurrentHashMap<>());
    }

    /** @param callback name of the webhook in the contract */
    void check(String callback, CountingCustomer.Call call) {
        var violations = loaded.computeIfAbsent(callback, this::load).validate(call.body());
        assertTrue(violations.isEmpty(), () -> callback + ": " + violations + " in " + call.body());
    }

    private JsonSchema load(String callback) {
        try {
            var address = platform.endpoints().front() + "/openapi/callbacks/" + callback + ".schema.json";
            var response = HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), address);
            return SCHEMAS.getSchema(response.body(), WITH_FORMATS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
