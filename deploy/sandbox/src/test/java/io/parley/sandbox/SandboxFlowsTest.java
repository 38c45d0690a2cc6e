package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creation, reads, updates, deletion and copies of Flows by the Graph API. */
class SandboxFlowsTest {
    private static final String INITIAL = "1200345067890123";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    @Test
    void newFlowIsADraft() {
        var response = flows.post("survey");

        var id = response.json().path("id").asText();
        assertTrue(id.matches("\\d{16}"), id);
        assertTrue(response.json().path("success").asBoolean());
        var flow = flows.read(id, "id,name,status,categories,validation_errors,json_version,application%7Bid%7D");
        assertEquals(
                "{\"id\":\"" + id + "\",\"name\":\"survey\",\"status\":\"DRAFT\",\"categories\":[\"SURVEY\"],"
                        + "\"validation_errors\":[],\"application\":{\"id\":\"305500000000001\"}}",
                flow.toString());
    }

    @Test
    void formAndQueryAreReadAsJsonIs() {
        var form = STAGE.call(
                "POST",
                GraphStage.BASE + SandboxFlowStage.FLOWS,
                "name=by+form&categories=%5B%22OTHER%22%5D",
                "Authorization",
                "Bearer sandbox-meta-token",
                "Content-Type",
                "application/x-www-form-urlencoded");
        var query = graph.post(SandboxFlowStage.FLOWS + "?name=by+query&categories=%5B%22SIGN_UP%22%5D", "");

        assertEquals(
                "by form",
                flows.read(form.json().path("id").asText(), "name").path("name").asText());
        assertEquals(
                "SIGN_UP",
                flows.read(query.json().path("id").asText(), "categories")
                        .at("/categories/0")
                        .asText());
    }

    @Test
    void listHasEveryState() {
        var draft = flows.create("draft");
        var deprecated = flows.published("old", SandboxFlowStage.ONE_SCREEN);
        flows.change(deprecated, "deprecate", "{}");

        var list = graph.get(SandboxFlowStage.FLOWS + "?limit=2").json();

        assertEquals(List.of(deprecated, draft), list.path("data").findValuesAsText("id"));
        assertEquals(List.of("DEPRECATED", "DRAFT"), list.path("data").findValuesAsText("status"));
        var next = list.at("/paging/next").asText();
        assertTrue(next.contains("after="), next);
        var last = STAGE.call(
                "GET", next.substring(next.indexOf("/graph")), "", "Authorization", "Bearer sandbox-meta-token");
        assertEquals(List.of(INITIAL), last.json().path("data").findValuesAsText("id"));
        assertFalse(last.json().path("paging").has("next"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name is required",
                "{\"name\":\"x\"}|categories is required",
                "{\"name\":\" \",\"categories\":[\"OTHER\"]}|name must not be empty",
                "{\"name\":\"x\",\"categories\":[]}|at least 1 element",
                "{\"name\":\"x\",\"categories\":[\"FUN\"]}|categories[0] must be one of",
                "{\"name\":\"x\",\"categories\":\"OTHER\"}|categories must be an array",
                "{\"name\":\"x\",\"categories\":[\"OTHER\"],\"endpoint_uri\":\"somewhere\"}|endpoint URI is not valid",
                "{\"name\":\"x\",\"categories\":[\"OTHER\"],\"clone_flow_id\":\"1\"}|does not exist",
                "{\"name\":\"x\",\"categories\":[\"OTHER\"],\"clone_flow_id\":\"1\",\"clone_template\":\"y\"}|Only one clone source",
                "{\"name\":\"book_a_visit\",\"categories\":[\"OTHER\"]}|already have a Flow with this name",
                "[]|must be a JSON object"
            })
    void invalidCreationIsRejected(String body, String message) {
        flows.assertRejected(graph.post(SandboxFlowStage.FLOWS, body), 100, 0, message);

        assertEquals(1, graph.get(SandboxFlowStage.FLOWS).json().path("data").size());
    }

    @Test
    void nameIsUniqueInOneAccountOnly() {
        flows.create("survey");
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");

        flows.assertRejected(flows.post("survey"), 100, 0, "already have a Flow with this name");
        assertEquals(
                200,
                graph.post("/205500000000002/flows", "{\"name\":\"survey\",\"categories\":[\"SURVEY\"]}")
                        .status());
    }

    @Test
    void fileAndPublicationCanBePartOfACreation() {
        var body = Json.MAPPER.createObjectNode();
        body.put("name", "at once").put("publish", true).put("flow_json", SandboxFlowStage.ONE_SCREEN);
        body.putArray("categories").add("OTHER");
        var published = graph.post(SandboxFlowStage.FLOWS, body.toString()).json();
        body.put("name", "with errors").put("flow_json", "{}");
        var broken = graph.post(SandboxFlowStage.FLOWS, body.toString()).json();

        assertEquals("PUBLISHED", flows.status(published.path("id").asText()));
        assertFalse(broken.path("success").asBoolean());
        assertEquals(1, broken.path("validation_errors").size());
        assertEquals("DRAFT", flows.status(broken.path("id").asText()));
    }

    @Test
    void cloneHasTheFileOfItsSource() {
        var response = graph.post(
                SandboxFlowStage.FLOWS,
                "{\"name\":\"copy\",\"categories\":[\"OTHER\"],\"clone_flow_id\":\"" + INITIAL + "\"}");

        assertEquals(
                "7.3",
                flows.read(response.json().path("id").asText(), "json_version")
                        .path("json_version")
                        .asText());
    }

    @Test
    void draftIsUpdated() {
        var id = flows.create("survey");

        graph.assertSucceeded(
                graph.post(
                        "/" + id,
                        "{\"name\":\"renamed\",\"categories\":[\"OTHER\"],\"endpoint_uri\":\"https://shop.example.com/flow\"}"));

        var flow = flows.read(id, "name,categories,endpoint_uri");
        assertEquals("renamed", flow.path("name").asText());
        assertEquals("OTHER", flow.at("/categories/0").asText());
        assertEquals("https://shop.example.com/flow", flow.path("endpoint_uri").asText());
        graph.assertSucceeded(graph.post("/" + id, "{}"));
        assertEquals(flow, flows.read(id, "name,categories,endpoint_uri"));
        flows.assertRejected(graph.post("/" + id, "{\"name\":\"book_a_visit\"}"), 100, 0, "already have");
    }

    @Test
    void publishedFlowIsNotUpdated() {
        flows.assertRejected(graph.post("/" + INITIAL, "{\"name\":\"x\"}"), 139001, 0, "Only drafts can be updated");
        flows.assertRejected(flows.upload(INITIAL, "{}"), 139001, 0, "Only drafts can be updated");
        flows.assertRejected(graph.call("DELETE", "/" + INITIAL, ""), 139004, 0, "Only drafts can be deleted");
        assertEquals("book_a_visit", flows.read(INITIAL, "name").path("name").asText());
    }

    @Test
    void deletedFlowIsUnknown() {
        var id = flows.create("survey");

        graph.assertSucceeded(graph.call("DELETE", "/" + id, ""));

        graph.assertRejected(graph.get("/" + id), 400, 100, "does not exist");
        assertEquals(200, flows.post("survey").status());
    }

    @Test
    void previewStaysUntilItIsInvalidated() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);

        var first = flows.read(id, "preview.invalidate(false)").path("preview");
        var same = flows.read(id, "name,preview").path("preview");
        var renewed = flows.read(id, "preview.invalidate(true)").path("preview");

        assertTrue(
                first.path("expires_at").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000"),
                first.toString());
        assertEquals(first, same);
        assertNotEquals(first.path("preview_url"), renewed.path("preview_url"));
        assertEquals(404, page(first.path("preview_url").asText()));
        assertEquals(200, page(renewed.path("preview_url").asText()));
        STAGE.faults("{\"flows\":{\"clockAheadSeconds\":2592001}}");
        assertEquals(404, page(renewed.path("preview_url").asText()));
        assertTrue(graph.get("/" + id + "?fields=preview&date_format=U")
                .json()
                .at("/preview/expires_at")
                .asText()
                .matches("\\d{10}"));
    }

    private static int page(String url) {
        return STAGE.get(url.substring(url.indexOf("/graph-"))).status();
    }

    @Test
    void unknownFieldsAndPathsAreRejected() {
        graph.assertRejected(graph.get("/" + INITIAL + "?fields=colour"), 400, 100, "nonexisting field (colour)");
        graph.assertRejected(graph.get(SandboxFlowStage.FLOWS + "?fields=colour"), 400, 100, "nonexisting field");
        graph.assertRejected(graph.get("/" + INITIAL + "?fields=preview.invalidate("), 400, 2500, "fields");
        graph.assertRejected(graph.post("/" + INITIAL + "/burn", ""), 400, 100, "nonexisting field (burn)");
        flows.assertRejected(
                graph.get("/" + INITIAL + "?fields=metric.name(ENDPOINT_REQUEST_COUNT)"), 139006, 0, "metric");
    }

    @Test
    void flowsAreCopiedToAnotherAccount() {
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");

        var response = graph.post(
                "/205500000000002/migrate_flows",
                "{\"source_waba_id\":\"205500000000001\",\"source_flow_names\":[\"book_a_visit\",\"missing\"]}");

        var copy = response.json().at("/migrated_flows/0");
        assertEquals(INITIAL, copy.path("source_id").asText());
        assertEquals("DRAFT", flows.status(copy.path("migrated_id").asText()));
        assertEquals(
                "missing", response.json().at("/failed_flows/0/source_name").asText());
        flows.assertRejected(
                graph.post("/205500000000002/migrate_flows", "{\"source_waba_id\":\"7\",\"source_flow_names\":[]}"),
                100,
                0,
                "source_waba_id");
    }

    @Test
    void callsNeedTheManagementPermission() {
        STAGE.faults("{\"accounts\":{\"missingPermissions\":[\"whatsapp_business_management\"]}}");

        graph.assertRejected(graph.get("/" + INITIAL), 403, 200, "permissions");
        graph.assertRejected(flows.post("x"), 403, 200, "permissions");
    }

    @Test
    void responsesToWritesAreLostAndTheWritesAreNot() throws IOException {
        STAGE.faults("{\"flows\":{\"resetAfterWrite\":1}}");
        assertThrows(
                IOException.class,
                () -> STAGE.send(
                        "POST",
                        GraphStage.BASE + SandboxFlowStage.FLOWS,
                        "{\"name\":\"lost\",\"categories\":[\"OTHER\"]}",
                        "Authorization",
                        "Bearer sandbox-meta-token"));
        STAGE.faults("{\"flows\":{\"error500AfterWrite\":1}}");
        assertEquals(500, flows.post("lost too").status());
        STAGE.faults("{}");

        assertEquals(
                List.of("lost too", "lost", "book_a_visit"),
                graph.get(SandboxFlowStage.FLOWS).json().path("data").findValuesAsText("name"));
        flows.assertRejected(flows.post("lost"), 100, 0, "already have");
        assertEquals(2, STAGE.count("flows", "responsesLost"));
    }

    @Test
    void processingFailureChangesNothing() {
        var id = flows.create("survey");
        STAGE.faults("{\"flows\":{\"processingFailure\":1}}");

        flows.assertRejected(flows.upload(id, SandboxFlowStage.ONE_SCREEN), 139001, 0, "processing the Flow");

        STAGE.faults("{}");
        assertEquals(0, graph.get("/" + id + "/assets").json().path("data").size());
    }
}
