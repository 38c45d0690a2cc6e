package io.parley.messaging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.messaging.message.Tenant;
import io.parley.model.Scope;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of the contract about all operations of a kind. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class ContractStatementsTest {

    private static final String API = "/conversations/v3";
    private static final String OTHER_SERVICES = ".*/(templates|flows)(/.*)?";

    private static final Set<Scope> SENDER_SCOPES =
            EnumSet.complementOf(EnumSet.of(Scope.CHANNELS_READ, Scope.MEDIA_READ, Scope.MEDIA_WRITE));

    @Inject
    Directory directory;

    private Tenant tenant;

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create(directory, EnumSet.allOf(Scope.class), SENDER_SCOPES);
    }

    /** Every operation is implemented by a resource. */
    @Test
    void everyOperationOfTheContractIsKnown() {
        var unknown = Contract.operations().stream()
                .filter(operation -> !operation.path().matches(OTHER_SERVICES))
                .filter(operation -> {
                    var answer = request().request(operation.method(), API + path(operation));
                    return answer.statusCode() == 405
                            || answer.statusCode() == 404 && !operation.path().contains("{");
                })
                .toList();

        assertEquals(List.of(), unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media",
                "/configurations/channels",
                "/configurations/channels/whatsapp",
                "/configurations/channels/viber",
                "/configurations/channels/sms"
            })
    void listsHaveLinkAndTotalHeaders(String path) {
        var items = path.endsWith("channels") || path.endsWith("viber") ? "1" : "0";
        request()
                .get(API + path)
                .then()
                .statusCode(200)
                .header("x-total-items", items)
                .header("x-total-pages", items)
                .header("x-page-size", "1000")
                .header("x-current-page", "1")
                .header("Link", allOf(containsString("rel=\"first\""), containsString("rel=\"last\"")));
        request()
                .get(API + path + "?page=2&size=1")
                .then()
                .statusCode(200)
                .header("x-current-page", "2")
                .header("x-page-size", "1")
                .header("Link", containsString("rel=\"previous\""))
                .body("size()", is(0));
        request().get(API + path + "?size=1001").then().statusCode(400).body("violations[0].field", equalTo("size"));
    }

    /** "All API calls that return a list": according to the schemas of the contract. */
    @Test
    void theContractDeclaresPagingForEveryList() throws IOException {
        var document = document();
        var lists = 0;
        for (var path : document.path("paths")) {
            var answer = resolved(document, path.at("/get/responses/200"));
            var schema = answer.at("/content/application~1json/schema");
            if (resolved(document, schema).path("type").asText().equals("array")) {
                lists++;
                var operationId = path.at("/get/operationId").asText();
                var link = answer.at("/headers/Link/$ref").asText();
                assertTrue(
                        Set.of("#/components/headers/Link", "#/components/headers/LinkToNext")
                                .contains(link),
                        operationId);
                assertFalse(answer.at("/headers/x-total-items").isMissingNode(), operationId);
                assertFalse(path.at("/get/parameters").isMissingNode(), operationId);
            }
        }
        assertEquals(15, lists);
    }

    @Test
    void theContractDeclaresTheHeadersOfCallbacksAndOfRepeatedRequests() throws IOException {
        var document = document();

        document.path("webhooks").forEach(webhook -> {
            var parameters = webhook.at("/post/parameters").toString();
            Stream.of("WebhookId", "WebhookTimestamp", "WebhookSignature")
                    .forEach(name -> assertContains(parameters, name));
        });
        for (var path : List.of("/messages", "/bulks")) {
            var post = document.path("paths").path(path).path("post");
            assertContains(post.path("parameters").toString(), "IdempotencyKey");
            assertFalse(post.at("/responses/202/headers/idempotent-replayed").isMissingNode(), path);
        }
    }

    @Test
    void templateTimeToLiveIsMinusOneOr60To600() {
        for (var valid : List.of(-1, 60, 600)) {
            Contract.check("LocalizationRequest", localization(valid));
        }
        for (var invalid : List.of(-2, 0, 1, 59, 601)) {
            assertThrows(
                    AssertionError.class,
                    () -> Contract.check("LocalizationRequest", localization(invalid)),
                    "" + invalid);
        }
    }

    @Test
    void bulkEntryWithoutContentTypeListsTheAllowedTypes() {
        request()
                .contentType("application/json")
                .body("""
                        {"channel":"whatsapp","from":"1","to":"+4915550001111","messages":[{"text":"x"},{"contentType":"txt"}]}""")
                .post(API + "/bulks")
                .then()
                .statusCode(400)
                .body(
                        "violations.find { it.field == 'messages[0].contentType' }.message",
                        allOf(
                                startsWith("must be one of text, image"),
                                not(containsString("reaction")),
                                not(containsString("interactive"))))
                .body(
                        "violations.find { it.field == 'messages[1].contentType' }.message",
                        containsString("mean text?"));
    }

    /** Without the update of profiles, which reads its body after it has found the number ({@code ProfileTest}). */
    static Stream<Contract.Operation> withJsonBody() throws IOException {
        var document = document();
        return Contract.operations().stream()
                .filter(operation -> !operation.path().matches(OTHER_SERVICES))
                .filter(operation -> !operation.id().equals("updateProfile"))
                .filter(operation -> document.path("paths")
                        .path(operation.path())
                        .path(operation.method().toLowerCase(Locale.ROOT))
                        .at("/requestBody/content")
                        .has("application/json"));
    }

    @ParameterizedTest
    @MethodSource("withJsonBody")
    void missingBodyIsABadRequest(Contract.Operation operation) {
        var optional = operation.path().endsWith("}/callbacks");
        request()
                .contentType("application/json")
                .request(operation.method(), API + path(operation))
                .then()
                .statusCode(optional ? anyOf(is(200), is(403)) : is(400))
                .body("title", notNullValue());
        request()
                .request(operation.method(), API + path(operation))
                .then()
                .statusCode(optional ? anyOf(is(200), is(403)) : anyOf(is(400), is(415)));
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), part + " in " + text);
    }

    private RequestSpecification request() {
        return given().header("apikey", tenant.key());
    }

    private static String localization(int timeToLive) {
        return """
                {"language":"en","components":[{"type":"BODY","text":"x"}],"messageSendTimeToLiveSeconds":%d}""".formatted(timeToLive);
    }

    private static String path(Contract.Operation operation) {
        return operation.path().replaceAll("\\{[^}]*}", "4930555100");
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static JsonNode document() throws IOException {
        try (var in = ContractStatementsTest.class.getResourceAsStream("/contract/conversations-v3.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }
}
