package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.FlowEndpointServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publication and deprecation of Flows, with every reason for which Meta refuses it. */
@Tag("slow")
class SandboxFlowPublishTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);
    private FlowEndpointServer endpoint;

    @BeforeEach
    void start() throws Exception {
        endpoint = new FlowEndpointServer();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private Stage.Response publish(String id) {
        return graph.post("/" + id + "/publish", "");
    }

    private void assertNotPublished(String id, int subcode, String message) {
        flows.assertRejected(publish(id), 139002, subcode, message);
        assertEquals("DRAFT", flows.status(id));
    }

    @Test
    void draftIsPublishedAndDeprecated() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);

        flows.assertRejected(graph.post("/" + id + "/deprecate", ""), 139003, 0, "Only published Flows");
        graph.assertSucceeded(publish(id));
        assertEquals("PUBLISHED", flows.status(id));
        flows.assertRejected(publish(id), 139002, 0, "Only drafts can be published");
        graph.assertSucceeded(graph.post("/" + id + "/deprecate", ""));
        assertEquals("DEPRECATED", flows.status(id));
        flows.assertRejected(graph.post("/" + id + "/deprecate", ""), 139003, 0, "deprecated already");
        flows.assertRejected(publish(id), 139002, 0, "Only drafts can be published");
    }

    @Test
    void fileIsRequiredWithoutErrors() {
        var id = flows.create("survey");

        assertNotPublished(id, 0, "no Flow JSON");
        flows.upload(id, "{}");
        assertNotPublished(id, 0, "validation errors");
        flows.upload(id, SandboxFlowStage.ONE_SCREEN.replace("\"7.3\"", "\"5.0\""));
        assertNotPublished(id, 4233046, "version 5.0");
    }

    @Test
    void accountNeedsANumberAndIntegrity() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);
        STAGE.call("DELETE", "/control/numbers/105500000000001", "");
        assertNotPublished(id, 0, "add a phone number");

        STAGE.faults("{\"flows\":{\"integrityBlocked\":true}}");
        flows.assertRejected(publish(id), 139000, 0, "not allowed");
        flows.assertRejected(flows.post("another"), 139000, 0, "not allowed");
        STAGE.faults("{}");
        STAGE.call(
                "PUT",
                "/control/accounts/205500000000001/status",
                "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}");
        flows.assertRejected(publish(id), 139000, 0, "not allowed");
    }

    @Test
    void flowWithEndpointNeedsUriKeyAppAndSubscription() {
        var id = flows.create("dynamic", SandboxFlowStage.WITH_ENDPOINT);

        assertNotPublished(id, 0, "set the endpoint URI");
        assertHealth(id, List.of("endpoint_uri", "business_public_key"));
        graph.post("/" + id, "{\"endpoint_uri\":\"" + endpoint.url() + "\"}");
        assertNotPublished(id, 0, "public key");
        flows.uploadKey(endpoint.publicKey());
        STAGE.call(
                "PUT",
                "/control/numbers/105500000000001/encryption",
                "{\"business_public_key_signature_status\":\"MISMATCH\"}");
        assertNotPublished(id, 0, "public key");
        flows.uploadKey(endpoint.publicKey());
        flows.change(id, "edit", "{\"application_id\":null}");
        assertNotPublished(id, 0, "connect a Meta app");
        graph.assertSucceeded(graph.post("/" + id, "{\"application_id\":\"305500000000001\"}"));
        STAGE.faults("{\"flows\":{\"flowsSubscribed\":false}}");
        assertNotPublished(id, 0, "webhook field flows");
        STAGE.faults("{}");
        graph.call("DELETE", GraphStage.ACCOUNT + "/subscribed_apps", "");
        assertNotPublished(id, 0, "webhook field flows");
        graph.post(GraphStage.ACCOUNT + "/subscribed_apps", "");

        graph.assertSucceeded(publish(id));

        assertEquals("PUBLISHED", flows.status(id));
        assertHealth(id, List.of());
        assertEquals(
                "[{\"version\":\"4.0\",\"action\":\"ping\"}]",
                endpoint.requests().toString());
    }

    /** Checks what the health status reports to be missing. */
    private void assertHealth(String id, List<String> missing) {
        var health = flows.read(id, "health_status").path("health_status");
        assertEquals(
                missing.isEmpty() ? "AVAILABLE" : "BLOCKED",
                health.path("can_send_message").asText());
        var subjects = new ArrayList<String>();
        for (JsonNode error : health.at("/entities/0/errors")) {
            subjects.add(error.path("error_description").asText().replaceFirst(":.*", ""));
        }
        assertEquals(missing, subjects);
        assertEquals(
                List.of("FLOW", "WABA", "BUSINESS", "APP"),
                health.path("entities").findValuesAsText("entity_type"));
    }

    @Test
    void endpointMustAnswerTheHealthCheck() {
        var id = flows.create("dynamic", SandboxFlowStage.WITH_ENDPOINT);
        flows.uploadKey(endpoint.publicKey());
        graph.post("/" + id, "{\"endpoint_uri\":\"" + endpoint.url() + "\"}");

        endpoint.answerWith(request -> Answer.encrypted("{\"data\":{}}"));
        assertNotPublished(id, 0, "health check");
        endpoint.answerWith(request -> Answer.plain(500, "x"));
        assertNotPublished(id, 0, "FAILED, HTTP 500");
        endpoint.close();
        assertNotPublished(id, 0, "UNREACHABLE");

        STAGE.faults("{\"flows\":{\"healthCheck\":false}}");
        graph.assertSucceeded(publish(id));
    }

    @Test
    void publicKeyIsReadAndReplaced() {
        var edge = GraphStage.NUMBER + "/whatsapp_business_encryption";
        assertEquals(0, graph.get(edge).json().path("data").size());

        flows.uploadKey(endpoint.publicKey());

        var stored = graph.get(edge).json().at("/data/0");
        assertEquals(endpoint.publicKey(), stored.path("business_public_key").asText());
        assertEquals(
                "VALID", stored.path("business_public_key_signature_status").asText());
        flows.assertRejected(graph.post(edge, "{}"), 100, 0, "business_public_key is required");
        flows.assertRejected(graph.post(edge, "{\"business_public_key\":\"x\"}"), 100, 0, "PEM format");
        flows.assertRejected(
                graph.post(
                        edge, "{\"business_public_key\":\"-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----\"}"),
                100,
                0,
                "RSA public key");
        var small = FlowEndpointServer.pem(FlowEndpointServer.newKeys(1024)).replace("\n", "\\n");
        flows.assertRejected(graph.post(edge, "{\"business_public_key\":\"" + small + "\"}"), 100, 0, "2048 bits");
        assertEquals(stored, graph.get(edge).json().at("/data/0"));
        STAGE.call("PUT", "/control/numbers/105500000000001", "{\"registered\":false}");
        var error = graph.post(
                edge, "{\"business_public_key\":\"" + endpoint.publicKey().replace("\n", "\\n") + "\"}");
        assertEquals(133010, error.json().at("/error/code").asInt());
    }

    @Test
    void signatureStatusNeedsAKey() {
        var change = "/control/numbers/105500000000001/encryption";

        var without = STAGE.call("PUT", change, "{\"business_public_key_signature_status\":\"MISMATCH\"}");
        assertEquals(400, without.status());
        assertTrue(without.json().path("error").asText().contains("no public key"));
        flows.uploadKey(endpoint.publicKey());
        assertEquals(400, STAGE.call("PUT", change, "{}").status());
    }
}
