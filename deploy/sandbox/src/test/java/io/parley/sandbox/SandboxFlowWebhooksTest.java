package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks of the field flows, and changes by the control API. */
class SandboxFlowWebhooksTest {
    private static final String INITIAL = "1200345067890123";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private static String statuses(JsonNode webhook) {
        return webhook.path("old_status").asText("none") + " "
                + webhook.path("new_status").asText();
    }

    private List<String> statuses() {
        return flows.webhooks().stream().map(SandboxFlowWebhooksTest::statuses).toList();
    }

    @Test
    void creationAndEveryStatusAreReported() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);
        graph.assertSucceeded(graph.post("/" + id + "/publish", ""));
        assertEquals("flows", flows.change(id, "throttle", "{}"));
        flows.change(id, "block", "{}");
        flows.change(id, "restore", "{}");
        graph.assertSucceeded(graph.post("/" + id + "/deprecate", ""));

        flows.awaitWebhooks(6);
        assertEquals(
                List.of(
                        "BLOCKED PUBLISHED",
                        "DRAFT PUBLISHED",
                        "PUBLISHED DEPRECATED",
                        "PUBLISHED THROTTLED",
                        "THROTTLED BLOCKED",
                        "none DRAFT"),
                statuses().stream().sorted().toList());
        var webhook = flows.webhooks().stream()
                .filter(value -> statuses(value).equals("DRAFT PUBLISHED"))
                .findFirst()
                .orElseThrow();
        assertEquals("FLOW_STATUS_CHANGE", webhook.path("event").asText());
        assertEquals(id, webhook.path("flow_id").textValue());
        assertEquals(
                "Flow survey changed status from DRAFT to PUBLISHED",
                webhook.path("message").asText());
        var first = STAGE.platform().received().getFirst();
        assertTrue(first.header("X-Hub-Signature-256").startsWith("sha256="));
        assertEquals("205500000000001", first.json().at("/entry/0/id").asText());
    }

    @Test
    void throttledAndBlockedFlowsAreDeprecated() {
        flows.change(INITIAL, "throttle", "{}");
        assertEquals(
                "LIMITED",
                flows.read(INITIAL, "health_status")
                        .at("/health_status/can_send_message")
                        .asText());

        graph.assertSucceeded(graph.post("/" + INITIAL + "/deprecate", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-error-rate|CLIENT_ERROR_RATE|error_rate,threshold,errors",
                "endpoint-error-rate|ENDPOINT_ERROR_RATE|error_rate,threshold,errors",
                "endpoint-latency|ENDPOINT_LATENCY|p90_latency,p50_latency,requests_count,threshold",
                "endpoint-availability|ENDPOINT_AVAILABILITY|availability,threshold"
            })
    void alertsHaveTheirMembers(String change, String event, String members) {
        flows.change(INITIAL, change, "{\"threshold\":42}");
        flows.change(INITIAL, change, "{\"alert_state\":\"DEACTIVATED\"}");

        var webhooks = flows.awaitWebhooks(2);
        assertEquals(event, webhooks.getFirst().path("event").asText());
        assertEquals("ACTIVATED", webhooks.getFirst().path("alert_state").asText());
        assertEquals(42, webhooks.getFirst().path("threshold").asInt());
        for (var member : members.split(",")) {
            assertTrue(webhooks.getLast().has(member), member);
        }
        assertEquals("DEACTIVATED", webhooks.getLast().path("alert_state").asText());
    }

    @Test
    void versionWarningIsAStatusChangeWithoutAChange() {
        flows.change(INITIAL, "version-warning", "{}");

        var webhook = flows.awaitWebhooks(1).getFirst();
        assertEquals("PUBLISHED PUBLISHED", statuses(webhook));
        assertTrue(webhook.path("warning").asText().contains("expire"));
    }

    @Test
    void droppedAndSilentChangesAreReadOnly() {
        assertEquals("", flows.change(INITIAL, "throttle", "{\"silent\":true}"));
        STAGE.faults("{\"flows\":{\"dropWebhooks\":1}}");
        assertEquals("", flows.change(INITIAL, "block", "{}"));
        flows.create("unreported");

        assertEquals("BLOCKED", flows.status(INITIAL));
        assertEquals(3, STAGE.count("flows", "webhooksDropped"));
        assertEquals(List.of(), flows.webhooks());
    }

    @Test
    void webhooksAreDuplicatedAndReordered() {
        STAGE.faults("{\"flows\":{\"duplicateWebhooks\":1}}");
        flows.change(INITIAL, "throttle", "{}");
        await(() -> statuses().equals(List.of("PUBLISHED THROTTLED", "PUBLISHED THROTTLED")));

        STAGE.platform().clear();
        STAGE.faults("{\"flows\":{\"outOfOrder\":1},\"whatsapp\":{\"coalesceMs\":100}}");
        flows.change(INITIAL, "block", "{}");
        flows.change(INITIAL, "restore", "{}");

        await(() -> statuses().equals(List.of("BLOCKED PUBLISHED", "THROTTLED BLOCKED")));
    }

    @Test
    void flowOfWhatsAppManagerAppears() {
        var response = STAGE.call(
                "POST", "/control/accounts/205500000000001/flows", """
                {"name":"by hand","status":"THROTTLED","endpoint_uri":"https://shop.example.com/flow",
                 "flow_json":%s}""".formatted(SandboxFlowStage.ONE_SCREEN));

        assertEquals(201, response.status(), response.json().toString());
        assertEquals("flows", response.json().path("webhook").asText());
        var id = response.json().path("id").asText();
        assertEquals("none THROTTLED", statuses(flows.awaitWebhooks(1).getFirst()));
        var described = STAGE.get("/control/flows/" + id).json();
        assertEquals("205500000000001", described.path("waba_id").asText());
        assertEquals("7.3", described.path("json_version").asText());
        assertEquals(
                List.of(INITIAL, id),
                STAGE.get("/control/accounts/205500000000001/flows")
                        .json()
                        .path("flows")
                        .valueStream()
                        .map(flow -> flow.path("id").asText())
                        .toList());
    }

    @Test
    void draftIsEditedAndDeletedInWhatsAppManager() {
        var id = flows.create("survey");

        assertEquals("", flows.change(id, "edit", "{\"name\":\"renamed\",\"flow_json\":\"{}\"}"));
        assertEquals("renamed", flows.read(id, "name").path("name").asText());
        assertFalse(
                flows.read(id, "validation_errors").path("validation_errors").isEmpty());
        assertEquals("", flows.change(id, "delete", "{}"));
        assertEquals(404, STAGE.get("/control/flows/" + id).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restore|{}|it must be one of [BLOCKED, THROTTLED]",
                "publish|{}|it must be one of [DRAFT]",
                "delete|{}|it must be one of [DRAFT]",
                "explode|{}|unknown change explode",
                "endpoint-latency|{\"availability\":1}|no member availability",
                "endpoint-latency|{\"alert_state\":\"ON\"}|alert_state must be one of"
            })
    void invalidChangesAreRejected(String change, String body, String message) {
        var response = STAGE.call("PUT", "/control/flows/" + INITIAL + "/" + change, body);

        assertEquals(400, response.status());
        assertTrue(
                response.json().path("error").asText().contains(message),
                response.json().toString());
        assertEquals(400, STAGE.call("PUT", "/control/flows/7/" + change, body).status());
    }

    @Test
    void invalidFlowsAreRejected() {
        var path = "/control/accounts/205500000000001/flows";

        assertEquals(400, STAGE.call("POST", path, "{}").status());
        assertEquals(
                400, STAGE.call("POST", path, "{\"name\":\"book_a_visit\"}").status());
        assertEquals(
                400,
                STAGE.call("POST", path, "{\"name\":\"x\",\"status\":\"NEW\"}").status());
    }
}
