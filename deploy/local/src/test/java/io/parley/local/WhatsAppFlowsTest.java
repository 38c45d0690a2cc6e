package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life cycle of flows through the front, against the sandbox in the place of Meta. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class WhatsAppFlowsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PERSON = "4915120000051";

    private final FlowTeam flows;
    private CountingCustomer customer;

    WhatsAppFlowsTest(Platform platform) {
        this.flows = FlowTeam.of(platform);
    }

    @BeforeEach
    void listen() throws Exception {
        customer = new CountingCustomer();
        flows.team().put("/configurations/callbacks", Map.of("inboundMessageUrl", customer.url("/inbound")));
    }

    @AfterEach
    void close() throws Exception {
        flows.sandbox().faults("{}");
        customer.close();
    }

    @Test
    void aFlowIsPublishedSentAndCompleted() throws Exception {
        var id = flows.createWithFile("rate_us", null, FlowTeam.ONE_SCREEN);
        flows.succeed("POST", "/" + id + "/publish", null);
        assertEquals("PUBLISHED", flows.read(id).path("status").asText());
        assertEquals("PUBLISHED", flows.atMeta(id).path("status").asText());

        flows.sendUntilDispatched(id, PERSON);
        flows.sandbox()
                .post(
                        "/control/flows/" + id + "/complete",
                        Map.of("from", PERSON, "params", Map.of("remark", "very good")));

        var reply = eventually("the completed flow is reported", () -> customer.calls().stream()
                .map(CountingCustomer.Call::body)
                .filter(body -> body.path("from").asText().equals(PERSON))
                .findFirst()
                .orElse(null));
        assertTrue(reply.toString().contains("very good"), reply.toString());
    }

    @Test
    void aDraftIsChangedAndDeleted() throws Exception {
        var id = flows.create("first_name", null);

        flows.succeed("POST", "/" + id, "{\"name\":\"second_name\",\"categories\":[\"OTHER\",\"SURVEY\"]}");
        flows.succeed("POST", "/" + id, "{}");

        var flow = flows.done("GET", "/" + id, null, "WhatsAppFlowDetail");
        assertEquals("second_name", flow.path("name").asText());
        assertEquals("[\"OTHER\",\"SURVEY\"]", flow.path("categories").toString());
        assertEquals("[]", flow.path("validationErrors").toString());
        assertEquals("second_name", flows.atMeta(id).path("name").asText());
        assertTrue(flows.names().contains("second_name"));
        flows.succeed("DELETE", "/" + id, null);
        assertEquals(404, flows.call("GET", "/" + id, null).statusCode());
        assertFalse(flows.names().contains("second_name"));
        assertEquals(
                List.of(),
                flows.atMeta()
                        .valueStream()
                        .filter(known -> known.path("id").asText().equals(id))
                        .toList());
    }

    @Test
    void errorsOfAFileAreReportedWithTheirPositions() throws Exception {
        var id = flows.create("with_errors", null);

        var text = flows.done("POST", "/" + id + "/assets", "{\"file\":\"string\"}", "FlowAssetUploadResult");
        var file = flows.done(
                "POST",
                "/" + id + "/assets",
                FlowTeam.ONE_SCREEN.replace("\"label\": \"Remark\"", "\"label\": \"Remark\", \"initial-text\": \"x\""),
                "FlowAssetUploadResult");

        assertEquals("INVALID_FLOW_JSON", error(text).path("error").asText());
        assertEquals("1", error(text).path("lineStart").textValue());
        assertEquals("1", error(text).path("columnStart").textValue());
        assertTrue(file.path("success").asBoolean());
        assertEquals(1, file.path("validationErrors").size(), "both opinions are one error: " + file);
        assertEquals("INVALID_PROPERTY_KEY", error(file).path("error").asText());
        assertEquals("4", error(file).path("lineStart").textValue());
        assertEquals(file.path("validationErrors"), flows.read(id).path("validationErrors"));
        assertTrue(flows.refused("POST", "/" + id + "/publish", null).startsWith("validationErrors"));
    }

    private static JsonNode error(JsonNode upload) {
        return upload.path("validationErrors").path(0);
    }

    @Test
    void theFileIsDownloadedAsItWasUploaded() throws Exception {
        var id = flows.createWithFile("with_file", null, FlowTeam.ONE_SCREEN);

        var asset = flows.done("GET", "/" + id + "/assets", null, "WhatsAppFlowAssets")
                .path(0);

        assertEquals("flow.json", asset.path("name").asText());
        assertEquals("FLOW_JSON", asset.path("assetType").asText());
        var link = HttpRequest.newBuilder(URI.create(asset.path("downloadUrl").asText()))
                .build();
        var file = HTTP.send(link, BodyHandlers.ofString());
        assertEquals(200, file.statusCode());
        assertEquals(JSON.readTree(FlowTeam.ONE_SCREEN), JSON.readTree(file.body()));
        assertEquals("7.3", flows.read(id).path("jsonVersion").asText());
    }

    @Test
    void thePreviewLinkStaysUntilItIsInvalidated() throws Exception {
        var id = flows.createWithFile("with_preview", null, FlowTeam.ONE_SCREEN);

        var first = previewUrl(id, "");
        assertEquals(first, previewUrl(id, "?invalidate=false"));
        assertEquals(200, statusOf(first));
        var renewed = previewUrl(id, "?invalidate=true");

        assertNotEquals(first, renewed);
        assertEquals(404, statusOf(first));
        assertEquals(200, statusOf(renewed));
    }

    private String previewUrl(String id, String query) throws Exception {
        return flows.done("GET", "/" + id + "/preview" + query, null, "WhatsAppFlowPreview")
                .path("previewUrl")
                .asText();
    }

    private static int statusOf(String url) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aPublishedFlowIsFinal() throws Exception {
        var id = flows.published("final_one", null, FlowTeam.ONE_SCREEN);

        assertTrue(flows.refused("POST", "/" + id, "{\"name\":\"x\"}").startsWith("status"));
        assertTrue(
                flows.refused("POST", "/" + id + "/assets", FlowTeam.ONE_SCREEN).startsWith("status"));
        assertTrue(flows.refused("POST", "/" + id + "/publish", null).startsWith("status"));
        assertTrue(flows.refused("DELETE", "/" + id, null).startsWith("status"));
        flows.succeed("POST", "/" + id + "/deprecate", null);
        assertEquals("DEPRECATED", flows.read(id).path("status").asText());
        assertTrue(flows.refused("POST", "/" + id + "/deprecate", null).startsWith("status"));
        eventually("a deprecated flow is not sent", () -> statusOfSend(id) == 400 ? true : null);
    }

    private int statusOfSend(String id) {
        try {
            return flows.send(id, PERSON).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusalsOfMetaNameTheFieldAndTheReason() throws Exception {
        var name = flows.create("taken_name", null);
        var other = flows.create("other_name", null);
        assertTrue(flows.refused("POST", "", "{\"name\":\"taken_name\",\"categories\":[\"OTHER\"]}")
                .startsWith("name "));
        assertTrue(
                flows.refused("POST", "/" + other, "{\"name\":\"taken_name\"}").startsWith("name "));
        assertEquals("other_name", flows.read(other).path("name").asText());

        flows.done("POST", "/" + name + "/assets", FlowTeam.ONE_SCREEN, "FlowAssetUploadResult");
        flows.sandbox().faults("{'flows':{'integrityBlocked':true}}");
        var blocked = flows.refused("POST", "/" + name + "/publish", null);
        assertTrue(blocked.contains("not allowed to create or publish"), blocked);
        assertEquals("DRAFT", flows.read(name).path("status").asText());
    }

    @Test
    void lostResponsesAreFoundAgain() throws Exception {
        flows.sandbox().faults("{'flows':{'resetAfterWrite':1}}");
        var lost = flows.call("POST", "", "{\"name\":\"unanswered\",\"categories\":[\"SURVEY\"]}");
        assertEquals(503, lost.statusCode(), lost.body());
        assertTrue(lost.headers().firstValue("retry-after").isPresent());
        flows.sandbox().faults("{}");
        var id = flows.create("unanswered", null);
        flows.done("POST", "/" + id + "/assets", FlowTeam.ONE_SCREEN, "FlowAssetUploadResult");

        flows.sandbox().faults("{'flows':{'error500AfterWrite':1}}");
        repeatUntilDone("/" + id + "/publish");
        repeatUntilDone("/" + id + "/deprecate");

        assertEquals("DEPRECATED", flows.read(id).path("status").asText());
        assertEquals(
                1,
                flows.atMeta()
                        .valueStream()
                        .filter(flow -> flow.path("name").asText().equals("unanswered"))
                        .count());
    }

    /** A request whose result at Meta is not known yet gets 503, and may be repeated. */
    private void repeatUntilDone(String path) throws Exception {
        eventually(path + " is done", () -> {
            var response = flows.call("POST", path, null);
            if (response.statusCode() != 503) {
                assertEquals(200, response.statusCode(), response.body());
                return true;
            }
            return null;
        });
    }

    @Test
    void changesOfMetaArriveByWebhook() throws Exception {
        var id = flows.published("monitored", null, FlowTeam.ONE_SCREEN);

        flows.change(id, "throttle", Map.of());
        flows.awaitStatus(id, "THROTTLED");
        assertEquals("PUBLISHED", flows.read(id).path("status").asText());
        flows.change(id, "block", Map.of());
        flows.awaitStatus(id, "BLOCKED");
        eventually("a blocked flow is not sent", () -> statusOfSend(id) == 400 ? true : null);
        flows.change(id, "restore", Map.of());
        flows.awaitStatus(id, "PUBLISHED");
        flows.change(id, "endpoint-latency", Map.of("p90_latency", 8000, "threshold", 7000));
        var alert = eventually("the alert is shown", () -> {
            var alerts = flows.read(id).path("alerts");
            return alerts.isEmpty() ? null : alerts.path(0);
        });
        assertEquals("ENDPOINT_LATENCY", alert.path("event").asText());
        assertEquals("8000", alert.path("measured").asText());
        flows.change(id, "endpoint-latency", Map.of("alert_state", "DEACTIVATED"));
        eventually("the alert has ended", () -> flows.read(id).has("alerts") ? null : true);
        flows.done("GET", "/" + id, null, "WhatsAppFlowDetail");
    }

    @Test
    void changesWithoutAWebhookAreFoundByTheComparison() throws Exception {
        var id = flows.published("silent_one", null, FlowTeam.ONE_SCREEN);
        var draft = flows.create("deleted_at_meta", null);
        flows.sandbox().faults("{'flows':{'dropWebhooks':1}}");

        flows.change(id, "block", Map.of());
        flows.change(draft, "delete", Map.of());

        flows.awaitStatus(id, "BLOCKED");
        eventually(
                "the flow is deleted",
                () -> flows.call("GET", "/" + draft, null).statusCode() == 404 ? true : null);
    }

    @Test
    void flowsOfWhatsAppManagerAreImported() throws Exception {
        flows.sandbox()
                .post(
                        "/control/accounts/" + LocalIdentities.WABA_ID + "/flows",
                        Map.of("name", "by_hand", "status", "PUBLISHED", "flow_json", FlowTeam.ONE_SCREEN));

        eventually("both are listed", () -> listed().containsAll(List.of("by_hand", "book_a_visit")) ? true : null);
    }

    private List<String> listed() {
        try {
            return flows.names();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
