package io.parley.messaging.configuration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.messaging.directory.Operator;
import io.parley.model.Scope;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Contract.Operation;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation below /configurations, with the scopes required by the contract and with all others. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class ScopesTest {
    private static final List<String> ALL =
            Arrays.stream(Scope.values()).map(Scope::value).toList();
    private static final List<String> ALL_OF_CHANNEL = Arrays.stream(Scope.values())
            .filter(Scope::ofChannel)
            .map(Scope::value)
            .toList();

    static Stream<Operation> operations() {
        return Contract.operations().stream()
                .filter(operation -> operation.path().startsWith("/configurations"));
    }

    @Test
    void contractHasFourteenOperations() {
        assertEquals(14, operations().count());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationRequiresItsScopesOnEveryLayer(Operation operation) {
        var required = operation.scopes();
        var channelLayer = "channel".equals(operation.scopeLayer());
        var unrestricted = required.isEmpty();

        assertEquals(200, status(operation, required, required), "both");
        assertEquals(
                unrestricted ? 200 : 403,
                status(operation, without(ALL, required), without(ALL_OF_CHANNEL, required)),
                "none");
        assertEquals(
                channelLayer ? 403 : 200, status(operation, required, without(ALL_OF_CHANNEL, required)), "key only");
        assertEquals(unrestricted ? 200 : 403, status(operation, without(ALL, required), required), "channel only");
    }

    @Test
    void scopesInResponsesAreLimitedToTheKey() {
        var customer = Operator.customer("Narrow");
        var number = Operator.sender(customer, "whatsapp", List.of("callbacks:read", "messages:write", "profile:read"));
        var messagesWrite = List.of("messages:write");

        configuration(customer.accountId(), messagesWrite).body("scopes", equalTo(messagesWrite));
        configuration(customer.accountId(), List.of("channels:read", "messages:write", "messages:read"))
                .body("scopes", equalTo(List.of("channels:read", "messages:read", "messages:write")));
        given().header(
                        "apikey",
                        Operator.key(
                                customer.accountId(), List.of("callbacks:read", "messages:write", "messages:read")))
                .get("/conversations/v3/configurations/channels/whatsapp/phone-numbers/" + number)
                .then()
                .statusCode(200)
                .body("scopes", equalTo(List.of("callbacks:read", "messages:write")));
    }

    @Test
    void callbackAndCredentialsRequireTheirReadScope() {
        var customer = Operator.customer("Discreet");
        var url = "{\"messageStatusUrl\":\"https://crm.example.com/\"}";
        customer.request().contentType("application/json").body(url).put("/conversations/v3/configurations/callbacks");
        customer.request()
                .contentType("application/json")
                .body("{\"type\":\"basic\",\"basic\":{\"username\":\"a\",\"password\":\"b\"}}")
                .put("/conversations/v3/configurations/mediaCredentials");

        configuration(customer.accountId(), List.of("callbacks:read"))
                .body("callback", notNullValue())
                .body("config", nullValue());
        configuration(customer.accountId(), List.of("credentials:read"))
                .body("callback", nullValue())
                .body("config", notNullValue());
        configuration(customer.accountId(), List.of())
                .body("callback", nullValue())
                .body("config", nullValue());
    }

    private static ValidatableResponse configuration(String accountId, List<String> scopes) {
        return given().header("apikey", Operator.key(accountId, scopes))
                .get("/conversations/v3/configurations")
                .then()
                .statusCode(200);
    }

    private static int status(Operation operation, List<String> ofKey, List<String> ofSender) {
        var customer = Operator.customer("Scoped");
        var path = operation.path();
        if (path.contains("{")) {
            var channel = path.split("/")[3];
            var allowed = ofSender.stream().filter(ALL_OF_CHANNEL::contains).toList();
            path = path.replaceFirst("\\{[^}]*}", Operator.sender(customer, channel, allowed));
        }
        assertFalse(path.contains("{"));
        var request = given().header("apikey", Operator.key(customer.accountId(), ofKey));
        if (operation.method().equals("PUT")) {
            request.contentType("application/json").body(body(path));
        }
        var response = request.request(operation.method(), "/conversations/v3" + path);
        return ContractAssertions.answer(operation.method(), operation.path(), response)
                .statusCode();
    }

    private static Object body(String path) {
        return path.endsWith("mediaCredentials")
                ? Map.of("type", "basic", "basic", Map.of("username", "a", "password", "b"))
                : Map.of();
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(scope -> !some.contains(scope)).toList();
    }
}
