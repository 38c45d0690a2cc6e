package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.local.TeamFlowServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows that exchange data: a person's phone, the gateway that decrypts, and the endpoint of a product team. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class WhatsAppFlowEndpointTest {
    private static final String PERSON = "4915120000052";

    private final FlowTeam flows;
    private final SetupOperator operator;
    private TeamFlowServer endpoint;

    WhatsAppFlowEndpointTest(Platform platform) {
        this.flows = FlowTeam.of(platform);
        this.operator = new SetupOperator(platform);
    }

    @BeforeEach
    void start() throws Exception {
        endpoint = new TeamFlowServer();
        operator.rotateFlowKey(LocalIdentities.WHATSAPP_NUMBER);
    }

    @AfterEach
    void stop() throws Exception {
        flows.sandbox().faults("{}");
        operator.deleteFlowKeys(LocalIdentities.WHATSAPP_NUMBER);
        endpoint.close();
    }

    private String published(String name) throws Exception {
        return flows.published(name, endpoint.url(), FlowTeam.WITH_ENDPOINT);
    }

    /** Lets the phone call the endpoint once. */
    private JsonNode exchange(String id, Map<String, ?> request) throws Exception {
        return flows.sandbox().exchange("/control/flows/" + id + "/exchange", request);
    }

    @Test
    void theTeamGetsPlainJsonAndThePersonItsAnswer() throws Exception {
        var id = published("dynamic");
        assertEquals(0, endpoint.requests().size(), "the gateway answers the health check");
        assertTrue(flows.atMeta(id).path("endpoint_uri").asText().endsWith("/webhooks/whatsapp/flows/" + id));
        assertEquals(endpoint.url(), flows.read(id).path("endpointUri").asText());
        flows.sendUntilDispatched(id, PERSON);
        endpoint.answer(request -> new Answer(200, "{\"screen\":\"RATE\",\"data\":{\"text\":\"Grüße\"}}"));

        var report = exchange(id, Map.of("from", PERSON));

        assertEquals("ANSWERED", report.path("outcome").asText(), report.toString());
        assertEquals("Grüße", report.path("answer").path("data").path("text").asText());
        assertTrue(report.path("valid").asBoolean());
        var request = endpoint.requests().getFirst();
        assertEquals("INIT", request.body().path("action").asText());
        assertEquals("token-1", request.body().path("flow_token").asText());
        assertEquals(id, request.headers().get("x-flow-id"));
        assertEquals(LocalIdentities.ACCOUNT_ID.toString(), request.headers().get("x-account-id"));
    }

    @Test
    void aPersonCompletesTheFlow() throws Exception {
        var id = published("completed");
        flows.sendUntilDispatched(id, PERSON);
        try (var customer = new CountingCustomer()) {
            flows.team().put("/configurations/callbacks", Map.of("inboundMessageUrl", customer.url("/inbound")));
            endpoint.answer(request -> new Answer(200, """
                    {"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"token-1","rated":"5"}}}}"""));

            var report = exchange(
                    id,
                    Map.of(
                            "action",
                            "data_exchange",
                            "screen",
                            "RATE",
                            "data",
                            Map.of("remark", "ok"),
                            "from",
                            PERSON));

            assertEquals("SUCCESS", report.path("screen").asText(), report.toString());
            assertEquals(
                    "ok",
                    endpoint.requests()
                            .getFirst()
                            .body()
                            .path("data")
                            .path("remark")
                            .asText());
            eventually("the completed flow is reported", () -> customer.calls().stream()
                    .filter(call -> call.body().toString().contains("rated"))
                    .findFirst()
                    .orElse(null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "signature,SIGNATURE_REJECTED,432",
        "unsigned,SIGNATURE_REJECTED,432",
        "data,KEY_REJECTED,421",
        "key,KEY_REJECTED,421"
    })
    void damagedRequestsDoNotReachTheTeam(String tamper, String outcome, int status) throws Exception {
        var id = published("damaged_" + tamper);

        var report = exchange(id, Map.of("tamper", tamper));

        assertEquals(outcome, report.path("outcome").asText(), report.toString());
        assertEquals(status, report.path("status").asInt());
        assertEquals(0, endpoint.requests().size());
    }

    @Test
    void healthCheckAndErrorReportAreAnsweredByTheGateway() throws Exception {
        var id = published("checked");

        for (var action : new String[] {"ping", "error"}) {
            var report = exchange(id, Map.of("action", action));
            assertTrue(report.path("valid").asBoolean(), report.toString());
        }
        assertEquals(0, endpoint.requests().size());
    }

    @Test
    void outcomesOfTheTeamReachThePhone() throws Exception {
        var id = published("failing");
        endpoint.answer(request -> new Answer(427, "{\"error_msg\":\"The offer has ended\"}"));
        var ended = exchange(id, Map.of());
        assertEquals("TOKEN_ENDED", ended.path("outcome").asText(), ended.toString());
        assertEquals("The offer has ended", ended.path("errorMessage").asText());

        for (var answer : new Answer[] {new Answer(500, "{}"), new Answer(200, "no JSON"), new Answer(302, "")}) {
            endpoint.answer(request -> answer);
            assertEquals("FAILED", exchange(id, Map.of()).path("outcome").asText(), answer.toString());
        }
        endpoint.close();
        assertEquals("FAILED", exchange(id, Map.of()).path("outcome").asText());
    }

    @Test
    void phonesWithAFormerKeyAreServedAfterARotation() throws Exception {
        var id = published("rotated");
        assertEquals("ANSWERED", exchange(id, Map.of()).path("outcome").asText());

        operator.rotateFlowKey(LocalIdentities.WHATSAPP_NUMBER);

        var former = exchange(id, Map.of());
        assertEquals("ANSWERED", former.path("outcome").asText(), former.toString());
        assertFalse(former.path("keyRefreshed").asBoolean(), "the former key is still valid");
    }

    @Test
    void unhealthyEndpointIsNotPublished() throws Exception {
        var id = flows.createWithFile("unhealthy", endpoint.url(), FlowTeam.WITH_ENDPOINT);
        operator.deleteFlowKeys(LocalIdentities.WHATSAPP_NUMBER);
        flows.succeed("POST", "/" + id, "{\"endpointUri\":\"http://127.0.0.1:1/nothing\"}");

        var refused = flows.refused("POST", "/" + id + "/publish", null);

        assertTrue(refused.startsWith("endpointUri "), refused);
        assertEquals("DRAFT", flows.read(id).path("status").asText());
    }
}
