package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.RowCount;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.model.Scope;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invalid requests of {@code POST /messages}: their responses, and that nothing is stored or sent. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class BadMessagesTest {

    private static final String PATH = "/conversations/v3/messages";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Tenant tenant;

    @Inject
    Directory directory;

    @Inject
    Pool pool;

    long storedBefore;

    @BeforeEach
    void countStored() {
        storedBefore = stored();
    }

    /** A message that is not stored is not sent. */
    @AfterEach
    void assertNothingStored() {
        assertEquals(storedBefore, stored());
    }

    private long stored() {
        return RowCount.of(pool, "message");
    }

    @Test
    void missingUnknownMalformedAndDuplicateKeysReturn401() {
        var body = tenant.text(Tenant.person(), "hi");
        var key = tenant.key();
        refused(401, plain().body(body).post(PATH));
        refused(401, plain().header("apikey", "nonsense").body(body).post(PATH));
        refused(401, plain().header("apikey", key.substring(1)).body(body).post(PATH));
        refused(401, plain().header("apikey", key, key).body(body).post(PATH));
    }

    @Test
    void missingScopesAndForeignSendersReturnTheSame403() {
        var all = EnumSet.allOf(Scope.class);
        var none = EnumSet.of(Scope.CHANNELS_READ);
        var foreign = Tenant.create(directory);
        var bodies = new java.util.HashSet<String>();

        bodies.add(forbidden(tenant, tenant.text(Tenant.person(), "x").replace(tenant.serviceId(), "999999999999")));
        bodies.add(forbidden(tenant, foreign.text(Tenant.person(), "x")));
        var withoutKeyScope = Tenant.create(directory, none, all);
        bodies.add(forbidden(withoutKeyScope, withoutKeyScope.text(Tenant.person(), "x")));
        var withoutSenderScope = Tenant.create(directory, all, none);
        bodies.add(forbidden(withoutSenderScope, withoutSenderScope.text(Tenant.person(), "x")));

        assertEquals(1, bodies.size());
    }

    @Test
    void invalidJsonReturns400() {
        var valid = tenant.text(Tenant.person(), "hi");
        for (var body : List.of(
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "1",
                "true",
                valid.substring(0, valid.length() - 2),
                valid.replace("}}", "},}"),
                valid.replace('"', '\''),
                valid + "{}",
                valid + " x",
                valid.replace("\"to\"", "\"to\":\"1\",\"to\""),
                "[".repeat(5_000),
                "{\"to\":" + "9".repeat(5_000) + "}")) {
            var response = post(body);
            refused(400, response);
            assertTrue(response.path("title").toString().startsWith("Data given"), body.length() + response.asString());
        }
        refused(400, post("\uFEFF" + valid));
        refused(
                400,
                plain().header("apikey", tenant.key())
                        .body(valid.getBytes(StandardCharsets.UTF_16))
                        .post(PATH));
        refused(
                400,
                plain().header("apikey", tenant.key())
                        .body(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'})
                        .post(PATH));
    }

    @Test
    void invalidMembersAreNamed() {
        Map<String, Consumer<ObjectNode>> changes = new TreeMap<>();
        changes.put("colour", body -> body.put("colour", "red"));
        changes.put("content.colour", body -> content(body).put("colour", "red"));
        changes.put("overrides.colour", body -> body.putObject("overrides").put("colour", "red"));
        changes.put("to", body -> body.put("to", 4915550001111L));
        changes.put("from", body -> body.putObject("from"));
        changes.put("context", body -> body.putArray("context"));
        changes.put("rateType", body -> body.put("rateType", 1));
        changes.put("overrides", body -> body.put("overrides", "x"));
        changes.put("content", body -> body.put("content", "x"));
        changes.put("content.text", body -> content(body).put("text", 1));
        changes.forEach((field, change) -> violates(field, change));
        for (var channelName : List.of("fax", "VIBER", "")) {
            violates("channel", body -> body.put("channel", channelName));
        }
        violates("channel", body -> body.put("channel", 1));
        for (var to : List.of(
                "",
                "abc",
                "12",
                "1".repeat(20),
                "49 155",
                "++49155500",
                "٤٩١٥٥٥٠٠٠",
                "015550001111",
                "+015550001111",
                "004915550001111")) {
            violates("to", body -> body.put("to", to));
        }
        for (var text : List.of("", "  ", "x".repeat(3_001), "a\u0000b", "\ud83d")) {
            violates("content.text", body -> content(body).put("text", text));
        }
        for (var url :
                List.of("http://example.com/", "https://", "ftp://example.com", "https://u:p@example.com/", "x")) {
            violates("overrides.notificationCallbackUrl", body -> body.putObject("overrides")
                    .put("notificationCallbackUrl", url));
        }
        for (var context : List.of("x".repeat(126), "a\nb", "\u0085")) {
            violates("context", body -> body.put("context", context));
        }
    }

    @Test
    void aMissingMemberIsTheOnlyViolation() {
        for (var member : List.of("to", "from", "channel", "content", "rateType")) {
            violates(member, body -> body.remove(member));
        }
        violates("content.text", body -> content(body).remove("text"));
    }

    @Test
    void contentTypeMustMatchTheContent() {
        violates("content.contentType", body -> content(body).remove("contentType"));
        violates("content.contentType", body -> content(body).put("contentType", "poem"));
        violates("content.contentType", body -> content(body).put("contentType", 1));
        violates("content.contentType", body -> content(body).put("contentType", "template"));
        violates("content.contentType", body -> content(body).put("contentType", "image"));
        violates("content.contentType", body -> content(body).putObject("image").put("url", "x"));
    }

    @Test
    void severalViolationsAreListedInAStableOrder() {
        var body = """
                {"to":"x","channel":"viber","content":{"contentType":"text"},"context":"\\u0001"}""";

        var first = post(body).asString();

        assertEquals(first, post(body).asString());
        assertEquals(List.of("context", "from", "to", "rateType", "content.text"), fields(post(body)));
    }

    private void violates(String field, Consumer<ObjectNode> change) {
        var body = valid();
        change.accept(body);
        var response = post(escaped(body));
        refused(400, response);
        assertEquals(List.of(field), fields(response), body + " " + response.asString());
    }

    /** Escaped, so that unpaired surrogates can be transmitted. */
    private static String escaped(ObjectNode body) {
        try {
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> fields(Response response) {
        try {
            return StreamSupport.stream(
                            JSON.readTree(response.asString())
                                    .path("violations")
                                    .spliterator(),
                            false)
                    .map(violation -> violation.path("field").asText())
                    .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode valid() {
        try {
            return (ObjectNode) JSON.readTree(tenant.text(Tenant.person(), "hi"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode content(JsonNode body) {
        return (ObjectNode) body.path("content");
    }

    private Response post(String body) {
        return plain().header("apikey", tenant.key())
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(PATH);
    }

    private String forbidden(Tenant caller, String body) {
        var response = caller.post(body);
        refused(403, response);
        return response.asString();
    }

    private static io.restassured.specification.RequestSpecification plain() {
        return given().contentType(ContentType.JSON);
    }

    private static void refused(int status, Response response) {
        assertEquals(status, response.statusCode(), response.asString());
        ContractAssertions.answer("POST", "/messages", response);
        assertFalse(response.asString().contains("Exception"));
        assertFalse(response.asString().contains("io.parley"));
    }
}
