package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.ContractAssertions;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A customer without a sender: valid content gets 403, invalid content gets 400 with the invalid member, and nothing is
 * stored. Single quotes stand for double quotes.
 */
@Dependent
class CallerWithoutIdentity implements BeforeEachCallback, AfterEachCallback {
    static final String PERSON = "4915550001111";

    private final Pool pool;
    private Customer customer;

    CallerWithoutIdentity(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        customer = Operator.customer("Bad contents");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(
                0L,
                pool.preparedQuery("select count(*) from message where account_id = $1")
                        .execute(Tuple.of(UUID.fromString(customer.accountId())))
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .iterator()
                        .next()
                        .getLong(0));
    }

    Customer customer() {
        return customer;
    }

    void violates(String field, String content) {
        violates("whatsapp", field, content);
    }

    void violates(String channel, String field, String content) {
        var response = post(channel, PERSON, content);
        refused(response);
        assertEquals(List.of("content." + field), fields(response), content);
    }

    void assertValid(String channel, String to, String content) {
        var response = post(channel, to, content);
        assertEquals(403, response.statusCode(), () -> content + response.asString());
    }

    Response post(String channel, String to, String content) {
        return customer.request()
                .contentType("application/json")
                .body(utf8(envelope(channel, to) + "'content':" + content + "}"))
                .post("/conversations/v3/messages");
    }

    static String envelope(String channel, String to) {
        return "{'channel':'" + channel + "','from':'4930555999','to':'" + to + "',"
                + (channel.equals("viber") ? "'rateType':'session'," : "");
    }

    static byte[] utf8(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static List<String> fields(Response response) {
        return response.path("violations.field");
    }

    static void refused(Response response) {
        assertEquals(400, response.statusCode(), response.asString());
        ContractAssertions.answer("POST", "/messages", response);
        assertTrue(response.contentType().startsWith("application/problem+json"));
        assertFalse(
                response.asString().contains("Exception") || response.asString().contains("io.parley"));
    }

    static String text(String text) {
        return "{'contentType':'text','text':'" + text + "'}";
    }

    static String file(String kind, String members) {
        return "{'contentType':'" + kind + "','" + kind + "':{" + members + "}}";
    }
}
