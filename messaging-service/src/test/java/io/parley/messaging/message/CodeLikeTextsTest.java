package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that an interpreter could execute is treated as data in every field and header. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class CodeLikeTextsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, BiConsumer<ObjectNode, String>> FIELDS = Map.of(
            "to", (body, code) -> body.put("to", code),
            "from", (body, code) -> body.put("from", code),
            "channel", (body, code) -> body.put("channel", code),
            "rateType", (body, code) -> body.put("rateType", code),
            "content.contentType", (body, code) -> ((ObjectNode) body.path("content")).put("contentType", code),
            "overrides.notificationCallbackUrl",
                    (body, code) -> body.putObject("overrides").put("notificationCallbackUrl", code));

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI base;

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    CallbackTable table;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE message; --",
                "' OR '1'='1",
                "\\'); SELECT pg_sleep(10); --",
                "$1 || E'\\x00' {1,2}",
                "*)(uid=*))(|(uid=*",
                "$(touch /tmp/x) `id` ; cat /etc/passwd | sh",
                "${jndi:ldap://127.0.0.1/a}",
                "${7*7} {{7*7}} #{7*7} <%= 7*7 %>",
                "<script>alert(1)</script>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
                "%s%n%x %1$s",
                "../../etc/passwd",
                "{\"to\":\"1\"}, \"from\": null",
                "=cmd|' /C calc'!A0"
            })
    void codeIsTreatedAsData(String code) throws Exception {
        assertDelivered(code);
        assertStored(code);
        FIELDS.forEach((field, setter) -> assertRefused(field, setter, code));
        headers(code);
        path(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi\r\n2026-01-01 ERROR forged", "\u001b[31mred\u001b[0m", "tab\tand\fform"})
    void controlCharactersAreDeliveredInTextAndRefusedInContext(String code) {
        assertDelivered(code);
        assertRefused("context", (body, text) -> body.put("context", text), code);
    }

    private void assertDelivered(String code) {
        var to = Tenant.person();
        var message = message(to, code);

        assertEquals(202, post(message).statusCode());

        Eventually.holds(() -> assertEquals(
                List.of(code),
                channel.callsTo(to).stream().map(ScriptedChannel.Call::text).toList()));
    }

    private void assertStored(String code) {
        var message = message(Tenant.person(), "hi");
        message.put("context", code);

        var id = post(message).then().statusCode(202).extract().<String>path("messageId");

        var stored = table.all("select user_context from message where id = '%s'".formatted(id))
                .getFirst()
                .getString(0);
        assertEquals(code, stored);
    }

    private void assertRefused(String field, BiConsumer<ObjectNode, String> setter, String code) {
        var message = message(Tenant.person(), "hi");
        setter.accept(message, code);

        var response = post(message);

        if (field.equals("from")) {
            assertEquals(403, response.statusCode(), response.asString());
        } else {
            assertEquals(400, response.statusCode(), response.asString());
            assertEquals(List.of(field), response.path("violations.field"));
        }
    }

    private void headers(String code) throws Exception {
        assertEquals(401, with("apikey", code));
        assertEquals(415, with("Content-Type", code));
        assertTrue(Set.of(202, 406).contains(with("Accept", code)));
        for (var name : List.of("Idempotency-Key", "traceparent", "User-Agent", "X-Request-Id", "X-Forwarded-For")) {
            assertEquals(202, with(name, code), name);
        }
    }

    private int with(String header, String value) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/conversations/v3/messages"))
                .header("apikey", tenant.key())
                .header("Content-Type", "application/json")
                .setHeader(header, value)
                .POST(BodyPublishers.ofString(message(Tenant.person(), "hi").toString()));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private void path(String code) {
        var encoded = URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
        for (var path : List.of(encoded + "/status", encoded + "/events", encoded)) {
            assertTrue(Set.of(400, 404).contains(tenant.get(path).statusCode()), path);
        }
    }

    private ObjectNode message(String to, String text) {
        try {
            var message = (ObjectNode) JSON.readTree(tenant.text(to, "hi"));
            ((ObjectNode) message.path("content")).put("text", text);
            return message;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Response post(ObjectNode message) {
        return given().header("apikey", tenant.key())
                .contentType("application/json")
                .body(message.toString().getBytes(StandardCharsets.UTF_8))
                .post("/conversations/v3/messages");
    }
}
