package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Calls about flows of the WhatsApp account of the local run; validates the responses against the contract. */
record FlowTeam(ProductTeam team, SandboxControl sandbox) {
    static final String FLOWS = "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/flows";

    /** A Flow of one screen. */
    static final String ONE_SCREEN = """
            {"version": "7.3",
             "screens": [{"id": "RATE", "title": "Rate us", "terminal": true,
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextInput", "name": "remark", "label": "Remark"},
               {"type": "Footer", "label": "Send",
                "on-click-action": {"name": "complete", "payload": {"remark": "${form.remark}"}}}]}}]}""";

    /** A Flow of one screen that exchanges data. */
    static final String WITH_ENDPOINT = ONE_SCREEN.replace(
            "\"version\": \"7.3\",",
            "\"version\": \"7.3\", \"data_api_version\": \"4.0\", \"routing_model\": {\"RATE\": []},");

    private static final ObjectMapper JSON = new ObjectMapper();

    static FlowTeam of(Platform platform) {
        return new FlowTeam(
                new ProductTeam(platform),
                new SandboxControl(platform.endpoints().sandbox()));
    }

    HttpResponse<String> call(String method, String path, String body) {
        try {
            return team.call(method, FLOWS + path, body);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Calls an operation that succeeds. Returns the response, which has this schema of the contract. */
    JsonNode done(String method, String path, String body, String schema) throws Exception {
        var response = call(method, path, body);
        assertEquals(schema.equals("CreateFlow") ? 201 : 200, response.statusCode(), response.body());
        Contract.check(schema, response.body());
        return JSON.readTree(response.body());
    }

    /** Calls an operation that is refused. Returns the detail of the first violation, with its field. */
    String refused(String method, String path, String body) throws Exception {
        var response = call(method, path, body);
        assertEquals(400, response.statusCode(), response.body());
        var violation = JSON.readTree(response.body()).path("violations").path(0);
        return violation.path("field").asText() + " "
                + violation.path("message").asText();
    }

    /** Creates a draft. Returns its id. */
    String create(String name, String endpointUri) throws Exception {
        var body = JSON.createObjectNode().put("name", name);
        body.putArray("categories").add("SURVEY");
        if (endpointUri != null) {
            body.put("endpointUri", endpointUri);
        }
        return done("POST", "", body.toString(), "CreateFlow").path("flowId").asText();
    }

    /** Creates a draft with a file that has no errors. Returns its id. */
    String createWithFile(String name, String endpointUri, String file) throws Exception {
        var id = create(name, endpointUri);
        var upload = done("POST", "/" + id + "/assets", file, "FlowAssetUploadResult");
        assertEquals("{\"success\":true,\"validationErrors\":[]}", upload.toString());
        return id;
    }

    String published(String name, String endpointUri, String file) throws Exception {
        var id = createWithFile(name, endpointUri, file);
        succeed("POST", "/" + id + "/publish", null);
        return id;
    }

    /** Calls an operation that only succeeds. */
    void succeed(String method, String path, String body) {
        var response = call(method, path, body);
        assertEquals(200, response.statusCode(), response.body());
        assertEquals("{\"success\":true}", response.body());
    }

    JsonNode read(String id) {
        try {
            return JSON.readTree(call("GET", "/" + id, null).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    List<String> names() throws Exception {
        return done("GET", "", null, "WhatsAppFlows").findValuesAsText("name");
    }

    void awaitStatus(String id, String metaStatus) throws Exception {
        eventually(
                id + " is " + metaStatus,
                () -> read(id).path("metaStatus").asText().equals(metaStatus) ? true : null);
    }

    /** Changes a Flow at Meta. */
    void change(String id, String change, Map<String, ?> body) throws Exception {
        sandbox.change("/control/flows/" + id + "/" + change, body);
    }

    /** Returns Meta's Flows of the account. */
    JsonNode atMeta() throws Exception {
        return sandbox.get("/control/accounts/" + LocalIdentities.WABA_ID + "/flows")
                .path("flows");
    }

    JsonNode atMeta(String id) throws Exception {
        return sandbox.get("/control/flows/" + id);
    }

    /** Sends a message that opens the Flow. */
    HttpResponse<String> send(String id, String to) throws Exception {
        var flow = Map.of("flowToken", "token-1", "flowId", id, "flowCta", "Rate", "flowAction", "data_exchange");
        var components = Map.of("body", Map.of("type", "text", "text", "Please rate us"), "flow", flow);
        var content = Map.of(
                "contentType", "interactive", "interactive", Map.of("subType", "flow", "components", components));
        return team.call(
                "POST",
                "/messages",
                JSON.writeValueAsString(Map.of(
                        "channel", "whatsapp", "from", LocalIdentities.WHATSAPP_NUMBER, "to", to, "content", content)));
    }

    /** Sends a message that opens the Flow as soon as it is known to be published, and waits until Meta has it. */
    void sendUntilDispatched(String id, String to) throws Exception {
        var message = eventually(id + " can be sent", () -> accepted(id, to));
        eventually(message + " is sent", () -> isSent(message) ? true : null);
    }

    /** Returns the id of the message; null if it was refused. */
    private String accepted(String id, String to) {
        try {
            var response = send(id, to);
            return response.statusCode() == 202
                    ? JSON.readTree(response.body()).path("messageId").asText()
                    : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean isSent(String message) {
        try {
            return List.of("dispatched", "delivered", "seen")
                    .contains(team.status(message).path("status").asText());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
