package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.Stage.Response;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages with Flows, templates with Flow buttons, and completed Flows. */
class SandboxFlowSendTest {
    private static final String INITIAL = "1200345067890123";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private void assertRefused(Response response, int code, String details) {
        var error = response.json().path("error");
        assertEquals(code, error.path("code").asInt(), error.toString());
        assertEquals(400, response.status());
        assertTrue(error.at("/error_data/details").asText().contains(details), error.toString());
    }

    private static String wamid(Response response) {
        assertEquals(200, response.status(), response.json().toString());
        return response.json().at("/messages/0/id").asText();
    }

    @Test
    void publishedFlowIsSentByIdAndByName() {
        wamid(flows.sendId(INITIAL));
        wamid(flows.send("\"flow_name\":\"book_a_visit\""));
        assertRefused(flows.sendId("7"), 131009, "does not exist");
        assertRefused(flows.send("\"flow_name\":\"none\""), 131009, "does not exist");
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");
        var foreign = graph.post("/205500000000002/flows", "{\"name\":\"x\",\"categories\":[\"OTHER\"]}")
                .json()
                .path("id")
                .asText();
        assertRefused(flows.sendId(foreign), 131009, "does not exist");
    }

    @Test
    void draftIsSentInDraftModeOnly() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);

        assertRefused(flows.sendId(id), 131009, "mode draft");
        wamid(flows.send("\"mode\":\"draft\",\"flow_id\":\"" + id + "\""));
    }

    @Test
    void blockedAndDeprecatedFlowsAreNotSent() {
        flows.change(INITIAL, "block", "{}");
        assertRefused(flows.sendId(INITIAL), 132068, "blocked");

        flows.change(INITIAL, "deprecate", "{}");
        assertRefused(flows.sendId(INITIAL), 131009, "deprecated");
    }

    @Test
    void throttledFlowIsSentTenTimesAnHour() {
        wamid(flows.sendId(INITIAL));
        flows.change(INITIAL, "throttle", "{}");
        for (var i = 1; i < 10; i++) {
            wamid(flows.sendId(INITIAL));
        }

        assertRefused(flows.sendId(INITIAL), 132069, "throttled");

        STAGE.faults("{\"flows\":{\"clockAheadSeconds\":3601}}");
        wamid(flows.sendId(INITIAL));
    }

    @Test
    void flowOfATemplateButtonIsChecked() {
        var templates = new TemplateStage(STAGE);
        var button = TemplateStage.BODY
                + ",{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"FLOW\",\"text\":\"Book\",\"flow_id\":\"%s\"}]}";
        templates.assertRejected(
                templates.post("unknown_flow", "UTILITY", button.formatted("7")),
                0,
                "flow of the button does not exist");
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates
                .post("with_flow", "UTILITY", button.formatted(INITIAL))
                .json()
                .path("id")
                .asText();
        templates.change(id, "approve", "{}");

        var message = wamid(templates.send("with_flow"));
        flows.change(INITIAL, "block", "{}");
        assertRefused(templates.send("with_flow"), 132068, "blocked");

        assertEquals(
                202,
                STAGE.post("/control/flows/" + INITIAL + "/complete", "{\"wamid\":\"" + message + "\",\"params\":{}}")
                        .status());
    }

    @Test
    void completedFlowAnswersItsMessage() {
        var message = wamid(flows.sendId(INITIAL));

        var response = STAGE.post(
                "/control/flows/" + INITIAL + "/complete", "{\"from\":\"491701\",\"params\":{\"day\":\"2026-12-01\"}}");

        assertEquals(202, response.status(), response.json().toString());
        var received = awaitMessage(response.json().path("id").asText());
        assertEquals("491701", received.path("from").asText());
        assertEquals(message, received.at("/context/id").asText());
        var reply = received.at("/interactive/nfm_reply");
        assertEquals("flow", reply.path("name").asText());
        assertEquals(
                "{\"flow_token\":\"token-1\",\"day\":\"2026-12-01\"}",
                reply.path("response_json").textValue());
    }

    @Test
    void responseMayBeAnyText() {
        var message = wamid(flows.sendId(INITIAL));

        var response = STAGE.post(
                "/control/flows/" + INITIAL + "/complete", "{\"wamid\":\"" + message + "\",\"params\":\"[1]\"}");

        assertEquals(
                "[1]",
                awaitMessage(response.json().path("id").asText())
                        .at("/interactive/nfm_reply/response_json")
                        .asText());
    }

    @Test
    void completionNeedsAMessage() {
        for (var body : new String[] {"{}", "{\"from\":\"491709\"}", "{\"wamid\":\"x\"}"}) {
            assertEquals(
                    400,
                    STAGE.post("/control/flows/" + INITIAL + "/complete", body).status(),
                    body);
        }
        assertEquals(
                400,
                STAGE.post("/control/flows/7/complete", "{\"from\":\"491701\"}").status());
    }

    private static JsonNode awaitMessage(String id) {
        await(() -> find(id) != null);
        return find(id);
    }

    private static JsonNode find(String id) {
        return STAGE.platform().metaItems("messages").stream()
                .filter(message -> message.path("id").asText().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Test
    void initialFlowHasNoErrors() {
        var flow = flows.read(INITIAL, "status,validation_errors");

        assertEquals("PUBLISHED", flow.path("status").asText());
        assertEquals(Json.parse("[]".getBytes(StandardCharsets.UTF_8)), flow.path("validation_errors"));
    }
}
