package io.parley.messaging.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The collection of Postman and the schemas of callbacks; both are used with the platform in the local run. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ContractToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @Test
    void collectionHasARequestForEveryOperationAndExample() throws Exception {
        var collection = JSON.readTree(given().get("/openapi/postman")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString());
        var requests = new ArrayList<String>();
        for (var folder : collection.path("item")) {
            folder.path("item").forEach(item -> requests.add(operation(item.path("request"))));
        }

        for (var operation : Contract.operations()) {
            var wanted = operation.method() + " {{baseUrl}}" + operation.path().replaceAll("\\{([^}]*)}", ":$1");
            assertTrue(requests.contains(wanted), wanted);
        }
        assertTrue(requests.stream().filter("POST {{baseUrl}}/messages"::equals).count() > 25, "all contents");
        assertEquals(
                List.of("baseUrl", "apiKey"),
                collection.path("variable").findValuesAsText("key").subList(0, 2));
        assertTrue(collection.at("/variable/0/value").asText().endsWith("/conversations/v3"));
        assertFalse(collection.toString().contains(PostmanCollection.BASE_URL));
    }

    private static String operation(JsonNode request) {
        return request.path("method").asText() + " "
                + request.at("/url/raw").asText().replaceFirst("\\?.*", "");
    }

    @Test
    void collectionHasTheAddressOfItsRequest() {
        given().header("X-Forwarded-Host", "api.example.com")
                .header("X-Forwarded-Proto", "https")
                .get("/openapi/postman")
                .then()
                .body("variable[0].value", equalTo("https://api.example.com/conversations/v3"));
    }

    @Test
    void schemasOfCallbacksAcceptTheExamplesOfTheContract() {
        var contract = ContractDocument.read();
        List<String> addresses = given().get("/openapi/callbacks")
                .then()
                .statusCode(200)
                .extract()
                .path("");

        assertEquals(5, addresses.size());
        for (var address : addresses) {
            var text = given().get(address)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/schema+json"))
                    .body("'$id'", equalTo(address))
                    .extract()
                    .asString();
            assertFalse(text.contains("#/components/") || text.contains("\"x-"), address);
            var schema = SCHEMAS.getSchema(text);
            var name = address.replaceFirst(".*/", "").replace(".schema.json", "");
            var examples =
                    contract.root().at("/webhooks/" + name + "/post/requestBody/content/application~1json/examples");
            assertFalse(examples.isEmpty(), name);
            examples.forEach(example -> assertEquals("", violations(schema, example.path("value")), name));
            assertFalse(violations(schema, JSON.createArrayNode()).isEmpty(), name);
        }
    }

    @Test
    void unknownCallbackIsNotFound() {
        given().get("/openapi/callbacks/nothing.schema.json").then().statusCode(404);
    }

    private static String violations(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream().map(Object::toString).collect(Collectors.joining("; "));
    }
}
