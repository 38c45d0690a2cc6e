package io.parley.messaging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.RawAnswers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Content-Type and Accept of every operation of this service, according to its API documents. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class RequestHeadersTest {
    private static final String OPERATOR_KEY = "operator-key-of-the-tests";
    private static final Pattern OTHER_SERVICES = Pattern.compile(".*/(templates|flows)(/.*)?");
    /** Statuses of operations that this service does not implement yet. */
    private static final Set<Integer> NOT_IMPLEMENTED = Set.of(404, 405, 501);

    private Customer customer;

    /** An operation with a JSON body. */
    private record Operation(String method, String path) {}

    @BeforeEach
    void createCustomer() {
        customer = Operator.customer("Sends headers");
    }

    @Test
    void messagesAndBulksRequireJsonInUtf8() throws IOException {
        for (var path : List.of("/conversations/v3/messages", "/conversations/v3/bulks")) {
            for (var type : List.of("", "text/plain", "application/json; charset=utf-16")) {
                assertUnsupportedType(new Operation("POST", path), type, customer.key());
            }
            for (var type : List.of(
                    "application/json", "application/json; charset=utf-8", "Application/JSON;Charset=\"UTF-8\"")) {
                assertEquals(400, status(new Operation("POST", path), type, customer.key()), type);
            }
        }
    }

    @Test
    void contractOperationsWithJsonBodyRequireJson() throws IOException {
        var operations = operations("/contract/conversations-v3.yaml", "/conversations/v3");
        var checked = 0;
        for (var operation : operations) {
            if (OTHER_SERVICES.matcher(operation.path()).matches()
                    || (NOT_IMPLEMENTED.contains(status(operation, "", customer.key()))
                            && NOT_IMPLEMENTED.contains(status(operation, "application/json", customer.key())))) {
                continue;
            }
            assertUnsupportedType(operation, "", customer.key());
            assertUnsupportedType(operation, "application/json; charset=utf-16", customer.key());
            checked++;
        }
        assertTrue(checked >= 8, checked + " operations");
    }

    @Test
    void operatorOperationsWithJsonBodyRequireJson() throws IOException {
        var operations = operations("/openapi/operator-v1.yaml", "/operator/v1");
        assertTrue(operations.size() >= 10, operations.toString());
        for (var operation : operations) {
            if (OTHER_SERVICES.matcher(operation.path()).matches()) {
                continue;
            }
            assertUnsupportedType(operation, "", OPERATOR_KEY);
            assertUnsupportedType(operation, "application/json; charset=utf-16", OPERATOR_KEY);
        }
    }

    @Test
    void fileIsDeletedWithTheHeadersOfTheSample() {
        var path = "/conversations/v3/media/";
        var id = customer.request()
                .accept("application/problem+json")
                .contentType("text/plain")
                .body("a file".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .post("/conversations/v3/media")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .<String>path("mediaId");

        customer.request()
                .accept("application/problem+json")
                .delete(path + id)
                .then()
                .statusCode(204);
        customer.request().get(path + id).then().statusCode(404);
    }

    @Test
    void unacceptableMediaTypeIsRejectedBeforeProcessing() {
        var name = "Rejected " + UUID.randomUUID();

        Operator.request()
                .accept("text/html")
                .body(java.util.Map.of("name", name))
                .post("/operator/v1/accounts")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));

        Operator.request()
                .queryParam("size", 1000)
                .get("/operator/v1/accounts")
                .then()
                .statusCode(200)
                .body("findAll { it.name == '" + name + "' }.size()", org.hamcrest.Matchers.equalTo(0));
    }

    @Test
    void responsesHaveNoRateLimitHeaderByDefault() {
        var answer = given().header("apikey", customer.key()).get("/conversations/v3/configurations");

        assertEquals(200, answer.statusCode());
        assertEquals(null, answer.header("RateLimit"));
    }

    private static void assertUnsupportedType(Operation operation, String type, String key) throws IOException {
        var answers = send(operation, type, key);

        assertEquals(List.of(415), answers.all(), operation + " '" + type + "' " + answers.text());
        assertTrue(answers.text().contains("application/problem+json"), answers.text());
        assertTrue(answers.text().contains("Content-Type: application/json."), answers.text());
    }

    private static int status(Operation operation, String type, String key) throws IOException {
        return send(operation, type, key).status();
    }

    private static RawAnswers send(Operation operation, String type, String key) throws IOException {
        return RawAnswers.to(
                RestAssured.port,
                operation.method() + " " + operation.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\napikey: "
                        + key + (type.isEmpty() ? "" : "\r\nContent-Type: " + type)
                        + "\r\nContent-Length: 2\r\n\r\n{}");
    }

    private static List<Operation> operations(String document, String root) throws IOException {
        var operations = new ArrayList<Operation>();
        try (var in = RequestHeadersTest.class.getResourceAsStream(document)) {
            for (var path : new YAMLMapper().readTree(in).path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    if (takesJson(method.getValue())) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                root + path.getKey().replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000009")));
                    }
                }
            }
        }
        return operations;
    }

    private static boolean takesJson(JsonNode operation) {
        return operation.path("requestBody").path("content").has("application/json");
    }
}
