package io.parley.gateway.flow;

import static io.parley.gateway.flow.TestFlow.PING;
import static io.parley.gateway.flow.TestFlow.SECRET;
import static io.parley.gateway.flow.TestFlow.hmac;
import static io.parley.gateway.flow.TestFlow.signature;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.gateway.GatewayProfile;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of phones to the gateway, up to the team's endpoint and back. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class FlowEndpointTest {
    private static final String REQUEST =
            "{\"version\":\"3.0\",\"action\":\"data_exchange\",\"screen\":\"DATE\",\"data\":{\"day\":\"Mörz 3\"},"
                    + "\"flow_token\":\"t-1\"}";
    private static final String NEXT = "{\"screen\":\"TIME\",\"data\":{\"times\":[\"9:00 – früh\"]}}";

    @Inject
    @RegisterExtension
    TestFlow flow;

    @Inject
    FlowKeys keys;

    @Inject
    MeterRegistry meters;

    @Test
    void theTeamGetsThePlainJsonAndThePhoneItsResponse() throws Exception {
        flow.team.script(TeamServer.answering(200, NEXT));

        assertEquals(NEXT, flow.exchange(REQUEST));

        var received = flow.team.received().getFirst();
        assertArrayEquals(REQUEST.getBytes(StandardCharsets.UTF_8), received.body());
        assertEquals("application/json", received.headers().getFirst("content-type"));
        assertEquals(flow.flowId, received.headers().getFirst("x-flow-id"));
        assertEquals(flow.customer.toString(), received.headers().getFirst("x-account-id"));
        assertEquals(flow.whatsAppAccount.toString(), received.headers().getFirst("x-whatsapp-account-id"));
        assertFalse(received.headers().containsKey("webhook-signature"), "the account has no secret");
    }

    @Test
    void requestsToTheTeamAreSignedLikeCallbacks() throws Exception {
        flow.publishSecrets(SECRET, "the secret before", Instant.now().plusSeconds(600));
        flow.team.script(TeamServer.answering(200, NEXT));

        flow.exchange(REQUEST);

        var headers = flow.team.received().getFirst().headers();
        var signed = (headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + REQUEST)
                .getBytes(StandardCharsets.UTF_8);
        var key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        assertEquals(
                "v1," + base64(hmac(key, signed)) + " v1,"
                        + base64(hmac("the secret before".getBytes(StandardCharsets.UTF_8), signed)),
                headers.getFirst("webhook-signature"));
        assertEquals("V1.0", headers.getFirst("x-signature-version"));
    }

    @Test
    void aFormerSecretSignsUntilItsTimeEnds() throws Exception {
        flow.publishSecrets(SECRET, "the secret before", Instant.now().minusSeconds(1));
        flow.team.script(TeamServer.answering(200, NEXT));

        flow.exchange(REQUEST);

        assertFalse(flow.team
                .received()
                .getFirst()
                .headers()
                .getFirst("webhook-signature")
                .contains(" "));
    }

    @Test
    void metasHealthCheckIsAnsweredHere() throws Exception {
        assertEquals("{\"data\":{\"status\":\"active\"}}", flow.exchange(PING));
        assertEquals(0, flow.team.received().size());
    }

    @Test
    void metasReportOfAnUnusableResponseIsAcknowledgedHere() throws Exception {
        assertEquals(
                "{\"data\":{\"acknowledged\":true}}",
                flow.exchange("{\"version\":\"3.0\",\"action\":\"INIT\",\"flow_token\":\"t\",\"data\":{\"error\":"
                        + "\"invalid-screen-transition\",\"error_message\":\"no\"}}"));
        assertEquals(0, flow.team.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INIT", "BACK", "data_exchange", "something new"})
    void everyOtherActionIsForwarded(String action) throws Exception {
        flow.team.script(TeamServer.answering(200, NEXT));

        assertEquals(NEXT, flow.exchange("{\"action\":\"" + action + "\"}"));
    }

    @Test
    void aRequestWithoutAValidSignatureIsRefusedBeforeAnythingElse() throws Exception {
        var body = flow.encrypt(REQUEST).body();

        for (var signature : Stream.of("sha256=" + signature("another secret", body), "sha256=", "", "sha1=00")
                .toList()) {
            flow.post(body, signature).then().statusCode(432).contentType("application/problem+json");
        }
        given().body(body).post(flow.path()).then().statusCode(432);
        given().body(body).post("/webhooks/whatsapp/flows/1").then().statusCode(432);
        assertEquals(0, flow.team.received().size());
    }

    @Test
    void theSecretBeforeARotationStillSigns() throws Exception {
        var body = flow.encrypt(PING).body();

        flow.post(body, "sha256=" + signature(GatewayProfile.OLD_SECRET, body))
                .then()
                .statusCode(200);
    }

    @Test
    void aRequestForAnotherKeyMakesThePhoneLoadTheKeyAgain() throws Exception {
        flow.post(flow.encrypt(flow.otherKey(), REQUEST)).then().statusCode(421);
        assertEquals(0, flow.team.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "[]", "no JSON"})
    void aRequestThatIsNotEncryptedIsNotForwarded(String body) {
        flow.post(body.getBytes(StandardCharsets.UTF_8)).then().statusCode(421);
    }

    @Test
    void decryptedContentThatIsNotAnObjectIsNotForwarded() throws Exception {
        flow.post(flow.encrypt("[]")).then().statusCode(400);
        flow.post(flow.encrypt("text")).then().statusCode(400);
        assertEquals(0, flow.team.received().size());
    }

    @Test
    void afterARotationBothKeysDecryptUntilTheGraceEnds() throws Exception {
        flow.publishKeys(
                flow.stored(flow.otherKey(), null),
                flow.stored(flow.key(), Instant.now().plusSeconds(600)));
        flow.post(flow.encrypt(PING)).then().statusCode(200);
        flow.post(flow.encrypt(flow.otherKey(), PING)).then().statusCode(200);
        flow.post(flow.encrypt(PING)).then().statusCode(200);

        flow.publishKeys(flow.stored(flow.otherKey(), null));
        flow.post(flow.encrypt(PING)).then().statusCode(421);
        flow.post(flow.encrypt(flow.otherKey(), PING)).then().statusCode(200);
    }

    @Test
    void aFormerKeyIsNotUsedAfterItsTime() throws Exception {
        var until = Instant.now().plusSeconds(2);
        flow.publishKeys(flow.stored(flow.otherKey(), null), flow.stored(flow.key(), until));

        Eventually.equal(421, () -> status(PING));
        assertFalse(Instant.now().isBefore(until));
    }

    @Test
    void keysOfAnotherAccountDoNotDecrypt() throws Exception {
        flow.publishKeys();
        flow.publishKeys(UUID.randomUUID(), UUID.randomUUID(), flow.stored(flow.key(), null));

        flow.post(flow.encrypt(PING)).then().statusCode(421);
    }

    @Test
    void theKeysOfAllNumbersOfTheAccountAreTried() throws Exception {
        var first = keys.of(flow.whatsAppAccount).getFirst();
        var second = flow.stored(flow.otherKey(), null);
        flow.publish(new NumberKeys(
                UUID.randomUUID(), flow.customer, flow.whatsAppAccount, flow.phoneNumberId, true, List.of(second), 1));
        Eventually.equal(2, () -> keys.of(flow.whatsAppAccount).size());

        flow.post(flow.encrypt(flow.otherKey(), PING)).then().statusCode(200);
        flow.post(flow.encrypt(PING)).then().statusCode(200);
        assertEquals(
                1,
                keys.of(flow.whatsAppAccount).stream()
                        .filter(key -> key.id().equals(first.id()))
                        .count());
    }

    @Test
    void aKeyThatCannotBeUsedHereIsNoReasonToLoadItAgain() throws Exception {
        var id = UUID.randomUUID();
        flow.publishKeys(new PrivateKey(id, "v1:00112233:AAAA", null));

        flow.post(flow.encrypt(PING))
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body(containsString("operator"));
    }

    @Test
    void anUnknownOrDeletedFlowIsNotFound() throws Exception {
        flow.removeFlow();
        Eventually.equal(404, () -> status(PING));
    }

    @Test
    void otherMethodsAreRefused() {
        given().get(flow.path()).then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void aMegabyteComesThroughInBothDirections() throws Exception {
        var text = new Random(7)
                .ints(1_000_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        flow.team.script(TeamServer.answering(200, "{\"screen\":\"" + text + "\"}"));

        assertEquals("{\"screen\":\"" + text + "\"}", flow.exchange("{\"data\":\"" + text + "\"}"));
        assertEquals(text.length() + 11, flow.team.received().getFirst().body().length);
    }

    @Test
    void aLargerBodyIsRefused() {
        flow.post(new byte[3 * 1024 * 1024 + 1]).then().statusCode(413);
    }

    @Test
    void outcomesAreCounted() throws Exception {
        flow.exchange(PING);

        assertTrue(meters.get("parley.flow.requests")
                        .tag("outcome", "ping")
                        .timer()
                        .count()
                > 0);
    }

    private int status(String content) {
        try {
            return flow.post(flow.encrypt(content)).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
