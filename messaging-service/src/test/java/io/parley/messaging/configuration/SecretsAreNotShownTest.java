package io.parley.messaging.configuration;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.directory.Operator;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.RecordedLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends secrets in all members that contain one, well-formed and malformed; no response or log line may contain them.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SecretsAreNotShownTest {
    private static final String CANARY = "canary7f3a";
    private static final List<String> CALLBACKS = List.of(
            "{'signature':{'method':'HS256','secret':'canary7f3a-long'},'header':{'key':'x-token','value':'canary7f3a-long'}}",
            "{'signature':{'method':'HS256','secret':'canary7f3a-next'}}",
            "{'signature':{'method':'canary7f3a','secret':'canary7f3a'}}",
            "{'signature':{'method':'HS256','secret':['canary7f3a']}}",
            "{'header':{'key':'x-token','value':'canary7f3a\\u0000'}}",
            "{'signature':{'secret':'canary7f3a'");
    private static final List<String> CREDENTIALS = List.of(
            "{'type':'basic','basic':{'username':'crm','password':'canary7f3a'}}",
            "{'type':'oauth2','oauth2':{'clientId':'crm','clientSecret':'canary7f3a','url':'nowhere'}}",
            "{'type':'basic','basic':{'username':'crm','password':{'canary':1}}}");

    private RecordedLines recorded;

    @BeforeEach
    void record() {
        recorded = new RecordedLines("", new PatternFormatter("%s%e %X")::format);
    }

    @AfterEach
    void stopRecording() {
        recorded.close();
    }

    @Test
    void secretsAreNeitherReturnedNorLogged() {
        var customer = Operator.customer("Secretive");

        CALLBACKS.forEach(body -> assertPutHidesSecrets(customer, "/callbacks", body));
        CREDENTIALS.forEach(body -> assertPutHidesSecrets(customer, "/mediaCredentials", body));
        assertHidden(customer.request().get("/conversations/v3/configurations").asString());
        given().header("apikey", customer.key() + CANARY)
                .get("/conversations/v3/configurations")
                .then()
                .statusCode(401);

        assertTrue(
                recorded.lines().stream().anyMatch(line -> line.contains("directory changed")),
                "no log line was captured");
        recorded.lines().forEach(SecretsAreNotShownTest::assertHidden);
        assertEquals(
                List.of(),
                recorded.lines().stream()
                        .filter(line -> line.contains(customer.key()))
                        .toList());
    }

    private static void assertPutHidesSecrets(Operator.Customer customer, String path, String body) {
        var answer = customer.request()
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .put("/conversations/v3/configurations" + path);
        assertTrue(answer.statusCode() < 500, answer.asString());
        assertHidden(answer.asString());
    }

    private static void assertHidden(String text) {
        assertTrue(!text.contains(CANARY), text);
    }
}
