package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.Stage.Response;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Flows of the sandbox's first account. */
record SandboxFlowStage(Stage stage) {
    static final String FLOWS = GraphStage.ACCOUNT + "/flows";

    /** A Flow of one screen. */
    static final String ONE_SCREEN = """
            {"version":"7.3","screens":[{"id":"RATE","title":"Rate","terminal":true,
             "layout":{"type":"SingleColumnLayout","children":[
              {"type":"TextInput","name":"remark","label":"Remark"},
              {"type":"Footer","label":"Send","on-click-action":{"name":"complete","payload":{"remark":"${form.remark}"}}}]}}]}""";

    /** A Flow of one screen that exchanges data. */
    static final String WITH_ENDPOINT = ONE_SCREEN.replace(
            "\"version\":\"7.3\"",
            "\"version\":\"7.3\",\"data_api_version\":\"4.0\"," + "\"routing_model\":{\"RATE\":[]}");

    private static final String BOUNDARY = "----part";

    GraphStage graph() {
        return new GraphStage(stage);
    }

    /** Creates a draft. Returns its id. */
    String create(String name) {
        var response = post(name);
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("id").asText();
    }

    Response post(String name) {
        return graph().post(FLOWS, "{\"name\":\"%s\",\"categories\":[\"SURVEY\"]}".formatted(name));
    }

    /** Creates a draft with this file. Returns its id. */
    String create(String name, String flowJson) {
        var id = create(name);
        assertEquals(List.of(), errors(upload(id, flowJson)));
        return id;
    }

    /** Creates a Flow with this file and publishes it by the control API. Returns its id. */
    String published(String name, String flowJson) {
        var id = create(name, flowJson);
        change(id, "publish", "{}");
        return id;
    }

    Response upload(String id, String flowJson) {
        return upload(id, flowJson, "flow.json", "FLOW_JSON", "application/json");
    }

    /** Uploads a file. Null for a value leaves it out. */
    Response upload(String id, String file, String name, String assetType, String contentType) {
        var form = new StringBuilder();
        add(form, "name", name);
        add(form, "asset_type", assetType);
        if (file != null) {
            form.append(
                            "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\nContent-Type: %s\r\n\r\n"
                                    .formatted(BOUNDARY, contentType))
                    .append(file)
                    .append("\r\n");
        }
        form.append("--").append(BOUNDARY).append("--\r\n");
        return stage.call(
                "POST",
                GraphStage.BASE + "/" + id + "/assets",
                form.toString(),
                "Authorization",
                "Bearer sandbox-meta-token",
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static void add(StringBuilder form, String name, String value) {
        if (value != null) {
            form.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, name, value));
        }
    }

    /** Returns the codes of validation_errors. */
    static List<String> errors(Response response) {
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("validation_errors").findValuesAsText("error");
    }

    JsonNode read(String id, String fields) {
        var response = graph().get("/" + id + "?fields=" + fields);
        assertEquals(200, response.status(), response.json().toString());
        return response.json();
    }

    String status(String id) {
        return read(id, "status").path("status").asText();
    }

    /** Changes a Flow by the control API. Returns the field of the webhook; empty if none was sent. */
    String change(String id, String change, String body) {
        var response = stage.call("PUT", "/control/flows/" + id + "/" + change, body);
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("webhook").asText("");
    }

    /** Lets a person's phone call the endpoint. Returns the report. */
    JsonNode exchange(String id, String body) {
        var response = stage.post("/control/flows/" + id + "/exchange", body);
        assertEquals(200, response.status(), response.json().toString());
        return response.json();
    }

    /** Uploads the public key of the first number. */
    void uploadKey(String pem) {
        graph().assertSucceeded(stage.call(
                "POST",
                GraphStage.BASE + GraphStage.NUMBER + "/whatsapp_business_encryption",
                Json.MAPPER.createObjectNode().put("business_public_key", pem).toString(),
                "Authorization",
                "Bearer sandbox-meta-token"));
    }

    /** Returns the values of the webhooks of the field flows so far, in order of arrival. */
    List<JsonNode> webhooks() {
        return stage.platform().received().stream()
                .flatMap(webhook -> webhook.json().path("entry").valueStream())
                .flatMap(entry -> entry.path("changes").valueStream())
                .filter(change -> change.path("field").asText().equals("flows"))
                .map(change -> change.path("value"))
                .toList();
    }

    /** Waits for this number of webhooks. */
    List<JsonNode> awaitWebhooks(int count) {
        await(() -> webhooks().size() >= count);
        return webhooks();
    }

    /** Sends an interactive message with these members of the Flow's parameters. */
    Response send(String parameters) {
        return stage.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"491701","type":"interactive",
                 "interactive":{"type":"flow","body":{"text":"Please rate us"},"action":{"name":"flow","parameters":{
                  "flow_message_version":"3","flow_cta":"Rate","flow_token":"token-1",%s}}}}""".formatted(parameters));
    }

    Response sendId(String id) {
        return send("\"flow_id\":\"" + id + "\"");
    }

    /** Checks an error of the Flows API and its text for the user. */
    void assertRejected(Response response, int code, int subcode, String message) {
        var error = response.json().path("error");
        assertEquals(400, response.status(), response.json().toString());
        assertEquals(code, error.path("code").asInt(), error.toString());
        assertEquals(subcode, error.path("error_subcode").asInt(), error.toString());
        var texts =
                error.path("message").asText() + error.path("error_user_msg").asText();
        assertTrue(texts.contains(message), error.toString());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
