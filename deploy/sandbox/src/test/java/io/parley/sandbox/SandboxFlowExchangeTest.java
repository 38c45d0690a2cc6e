package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.FlowEndpointServer.Answer;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's phone calls the endpoint of a Flow, with encryption and signature. */
@Tag("slow")
class SandboxFlowExchangeTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private FlowEndpointServer endpoint;
    private String id;

    @BeforeEach
    void start() throws Exception {
        endpoint = new FlowEndpointServer();
        id = flows.create("dynamic", SandboxFlowStage.WITH_ENDPOINT);
        flows.graph().post("/" + id, "{\"endpoint_uri\":\"" + endpoint.url() + "\"}");
        flows.uploadKey(endpoint.publicKey());
        flows.graph().assertSucceeded(flows.graph().post("/" + id + "/publish", ""));
        endpoint.clear();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void openedFlowShowsTheScreenOfTheAnswer() {
        endpoint.answerWith(request -> Answer.encrypted("{\"screen\":\"RATE\",\"data\":{\"text\":\"Grüße\"}}"));

        var report = flows.exchange(id, "{\"flow_token\":\"t\"}");

        assertEquals("ANSWERED", report.path("outcome").asText(), report.toString());
        assertEquals("RATE", report.path("screen").asText());
        assertTrue(report.path("valid").asBoolean());
        assertEquals("Grüße", report.at("/answer/data/text").asText());
        var request = endpoint.requests().getFirst();
        assertEquals("INIT", request.path("action").asText());
        assertEquals("4.0", request.path("version").asText());
        assertEquals("t", request.path("flow_token").asText());
        assertFalse(request.has("screen"));
    }

    @Test
    void tappedScreenSendsItsData() {
        endpoint.answerWith(request -> Answer.encrypted("{\"screen\":\"OTHER\",\"data\":{}}"));

        var report =
                flows.exchange(id, "{\"action\":\"data_exchange\",\"screen\":\"RATE\",\"data\":{\"remark\":\"fine\"}}");

        assertFalse(report.path("valid").asBoolean(), "the Flow has no screen OTHER");
        var request = endpoint.requests().getFirst();
        assertEquals("data_exchange", request.path("action").asText());
        assertEquals("RATE", request.path("screen").asText());
        assertEquals("fine", request.at("/data/remark").asText());
        assertEquals("unused", request.path("flow_token").asText());
    }

    @Test
    void tokenIsSignedWithTheAppSecret() throws Exception {
        flows.exchange(id, "{\"flow_token\":\"t\"}");

        var parts = endpoint.requests()
                .getFirst()
                .path("flow_token_signature")
                .asText()
                .split("\\.");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sandbox-app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
        assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(signature), parts[2]);
        assertEquals(
                "t",
                Json.parse(Base64.getUrlDecoder().decode(parts[1]))
                        .path("flow_token")
                        .asText());
    }

    @Test
    void pingAndErrorHaveTheirAnswers() {
        var ping = flows.exchange(id, "{\"action\":\"ping\"}");
        endpoint.answerWith(request -> Answer.encrypted("{\"data\":{\"acknowledged\":true}}"));
        var error = flows.exchange(id, "{\"action\":\"error\",\"error\":\"TIMEOUT\"}");
        var wrong = flows.exchange(id, "{\"action\":\"ping\"}");

        assertTrue(ping.path("valid").asBoolean(), ping.toString());
        assertTrue(error.path("valid").asBoolean(), error.toString());
        assertFalse(wrong.path("valid").asBoolean(), wrong.toString());
        assertEquals(
                "{\"version\":\"4.0\",\"action\":\"ping\"}",
                endpoint.requests().getFirst().toString());
        assertEquals("TIMEOUT", endpoint.requests().get(1).at("/data/error").asText());
    }

    @Test
    void endedFlowIsSentByThePerson() {
        flows.sendId(id);
        endpoint.answerWith(request -> Answer.encrypted("""
                {"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"token-1","rated":"5"}}}}"""));

        var report = flows.exchange(id, "{\"action\":\"data_exchange\",\"from\":\"491701\",\"screen\":\"RATE\"}");

        assertEquals(
                "token-1", endpoint.requests().getFirst().path("flow_token").asText());
        var message = report.path("completed").asText();
        await(() -> STAGE.platform().metaItems("messages").stream()
                .filter(received -> received.path("id").asText().equals(message))
                .map(received ->
                        received.at("/interactive/nfm_reply/response_json").asText())
                .toList()
                .equals(List.of("{\"flow_token\":\"token-1\",\"rated\":\"5\"}")));
    }

    @Test
    void rotatedKeyIsFetchedAfter421() {
        flows.exchange(id, "{}");
        endpoint.rotate();
        assertEquals("KEY_REJECTED", flows.exchange(id, "{}").path("outcome").asText());
        flows.uploadKey(endpoint.publicKey());

        var report = flows.exchange(id, "{}");

        assertEquals("ANSWERED", report.path("outcome").asText());
        assertTrue(report.path("keyRefreshed").asBoolean());
        assertFalse(flows.exchange(id, "{}").path("keyRefreshed").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({
        "signature,SIGNATURE_REJECTED,432",
        "unsigned,SIGNATURE_REJECTED,432",
        "data,KEY_REJECTED,421",
        "key,KEY_REJECTED,421"
    })
    void tamperedRequestsAreRejectedByTheEndpoint(String tamper, String outcome, int status) {
        var report = flows.exchange(id, "{\"tamper\":\"" + tamper + "\"}");

        assertEquals(outcome, report.path("outcome").asText(), report.toString());
        assertEquals(status, report.path("status").asInt());
        assertEquals(List.of(), endpoint.requests());
    }

    @Test
    void otherResponsesHaveTheirOutcome() {
        assertOutcome(Answer.plain(427, "{\"error_msg\":\"The offer has ended\"}"), "TOKEN_ENDED");
        assertEquals(
                "The offer has ended",
                flows.exchange(id, "{}").path("errorMessage").asText());
        assertOutcome(new Answer(427, "{\"error_msg\":\"over\"}", true, 0), "TOKEN_ENDED");
        assertEquals("over", flows.exchange(id, "{}").path("errorMessage").asText());
        assertOutcome(Answer.plain(427, "over"), "TOKEN_ENDED");
        assertOutcome(Answer.plain(200, "{\"screen\":\"RATE\"}"), "UNREADABLE");
        assertOutcome(Answer.plain(200, "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ="), "UNREADABLE");
        assertOutcome(Answer.encrypted("[1]"), "UNREADABLE");
        assertOutcome(Answer.plain(500, ""), "FAILED");
        STAGE.faults("{\"flows\":{\"endpointTimeoutMs\":200}}");
        assertOutcome(new Answer(200, "{}", true, 1_000), "TIMED_OUT");
        endpoint.close();
        assertEquals("UNREACHABLE", flows.exchange(id, "{}").path("outcome").asText());
    }

    private void assertOutcome(Answer answer, String outcome) {
        endpoint.answerWith(request -> answer);
        JsonNode report = flows.exchange(id, "{}");
        assertEquals(outcome, report.path("outcome").asText(), report.toString());
        assertFalse(report.path("effect").asText().isEmpty());
    }

    @Test
    void impossibleExchangesAreRejected() {
        assertRejected(id, "{\"action\":\"JUMP\"}", "action must be");
        assertRejected(id, "{\"tamper\":\"everything\"}", "tamper must be");
        assertRejected(id, "{\"number\":\"7\"}", "no signed public key");
        assertRejected("7", "{}", "no Flow 7");
        assertRejected("1200345067890123", "{}", "data_api_version");
        var draft = flows.create("without uri", SandboxFlowStage.WITH_ENDPOINT);
        assertRejected(draft, "{}", "endpoint_uri");
    }

    private static void assertRejected(String flow, String body, String message) {
        var response = STAGE.post("/control/flows/" + flow + "/exchange", body);
        assertEquals(400, response.status());
        assertTrue(
                response.json().path("error").asText().contains(message),
                response.json().toString());
    }
}
