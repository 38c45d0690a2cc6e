package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.sandbox.web.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Upload, list and download of Flow JSON. */
class SandboxFlowFilesTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final SandboxFlowStage flows = new SandboxFlowStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    @Test
    void fileIsReturnedAsItWasUploaded() {
        var id = flows.create("survey", SandboxFlowStage.ONE_SCREEN);

        var asset = graph.get("/" + id + "/assets").json().at("/data/0");

        assertEquals("flow.json", asset.path("name").asText());
        assertEquals("FLOW_JSON", asset.path("asset_type").asText());
        var link = asset.path("download_url").asText();
        assertEquals(
                Json.parse(SandboxFlowStage.utf8(SandboxFlowStage.ONE_SCREEN)),
                STAGE.get(link.substring(link.indexOf("/graph-"))).json());
        STAGE.faults("{\"flows\":{\"clockAheadSeconds\":301}}");
        assertEquals(404, STAGE.get(link.substring(link.indexOf("/graph-"))).status());
    }

    @Test
    void newFileReplacesTheOldOneWithItsErrors() {
        var id = flows.create("survey", SandboxFlowStage.WITH_ENDPOINT);

        var errors =
                SandboxFlowStage.errors(flows.upload(id, SandboxFlowStage.ONE_SCREEN.replace("\"7.3\"", "\"6.0\"")));

        assertEquals(List.of(), errors);
        var flow = flows.read(id, "json_version,data_api_version");
        assertEquals("6.0", flow.path("json_version").asText());
        assertEquals("", flow.path("data_api_version").asText());
    }

    @Test
    void fileWithErrorsIsStored() {
        var id = flows.create("survey");

        var response = flows.upload(id, "{\"version\":\"7.3\",\n \"screens\":[]}");

        assertEquals(true, response.json().path("success").asBoolean());
        var error = response.json().at("/validation_errors/0");
        assertEquals(
                "{\"error\":\"MIN_ITEMS_REQUIRED\",\"error_type\":\"FLOW_JSON_ERROR\","
                        + "\"message\":\"The property \\\"screens\\\" needs at least 1 item.\","
                        + "\"line_start\":2,\"line_end\":2,\"column_start\":12,\"column_end\":12,"
                        + "\"pointers\":[{\"line_start\":2,\"line_end\":2,\"column_start\":12,\"column_end\":12,"
                        + "\"path\":\"screens\"}]}",
                error.toString());
        assertEquals(
                response.json().path("validation_errors"),
                flows.read(id, "validation_errors").path("validation_errors"));
        assertEquals(1, graph.get("/" + id + "/assets").json().path("data").size());
    }

    @Test
    void incompleteFormsAreRejected() {
        var id = flows.create("survey");
        var json = SandboxFlowStage.ONE_SCREEN;

        flows.assertRejected(
                flows.upload(id, null, "flow.json", "FLOW_JSON", null), 100, 0, "The parameter file is required");
        flows.assertRejected(
                flows.upload(id, json, null, "FLOW_JSON", "application/json"), 100, 0, "parameter name is required");
        flows.assertRejected(
                flows.upload(id, json, "other.json", "FLOW_JSON", "application/json"),
                100,
                0,
                "name must be flow.json");
        flows.assertRejected(
                flows.upload(id, json, "flow.json", "IMAGE", "application/json"), 100, 0, "asset_type must be one of");
        flows.assertRejected(
                flows.upload(id, json, "flow.json", "FLOW_JSON", "text/plain"),
                100,
                0,
                "must be of type application/json");
        flows.assertRejected(flows.upload(id, " ".repeat(10 * 1024 * 1024 + 1)), 100, 0, "at most 10485760 bytes");
        flows.assertRejected(graph.post("/" + id + "/assets", json), 100, 0, "The parameter file is required");
        assertEquals(0, graph.get("/" + id + "/assets").json().path("data").size());
    }
}
