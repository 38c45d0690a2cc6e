package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.Stage.Response;
import java.util.List;

/** Templates of the sandbox's first account: creation, review and webhooks. */
record TemplateStage(Stage stage) {
    static final String TEMPLATES = GraphStage.ACCOUNT + "/message_templates";

    /** Every template waits for the control API. */
    static final String MANUAL = "{\"templates\":{\"automaticReview\":false}}";

    /** Reviews and deletions take no time. */
    static final String FAST = """
            {"templates":{"reviewMs":{"min":0,"max":0},"deletionMs":{"min":0,"max":0}}}""";

    static final String BODY = """
            {"type":"BODY","text":"Hello {{1}}, your table for {{2}} guests is ready for you now.",
             "example":{"body_text":[["Mina","two"]]}}""";

    GraphStage graph() {
        return new GraphStage(stage);
    }

    /** Returns the body of a creation with these components. */
    static String template(String name, String category, String components) {
        return """
                {"name":"%s","language":"en","category":"%s","components":[%s]}""".formatted(name, category, components);
    }

    Response post(String name, String category, String components) {
        return graph().post(TEMPLATES, template(name, category, components));
    }

    /** Creates a utility template with a body of two parameters. Returns its id. */
    String create(String name) {
        var response = post(name, "UTILITY", BODY);
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("id").asText();
    }

    /** Uploads a file of this type. Returns its handle. */
    String upload(String type) {
        var session = graph().post(
                        "/305500000000001/uploads?file_name=sample&file_length=4&file_type=" + type.replace("/", "%2F"),
                        "")
                .json()
                .path("id")
                .asText();
        return stage.post(
                        GraphStage.BASE + "/" + session,
                        "data",
                        "Authorization",
                        "OAuth sandbox-meta-token",
                        "file_offset",
                        "0")
                .json()
                .path("h")
                .asText();
    }

    /** Creates a template and approves it by the control API. Returns its id. */
    String approved(String name) {
        stage.faults(MANUAL);
        var id = create(name);
        change(id, "approve", "{}");
        return id;
    }

    /** Changes a template by the control API. Returns the field of the webhook; empty if none was sent. */
    String change(String id, String change, String body) {
        var response = stage.call("PUT", "/control/templates/" + id + "/" + change, body);
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("webhook").asText("");
    }

    JsonNode read(String id) {
        return graph().get("/" + id + "?fields=id,name,status,category,previous_category,components,rejected_reason,"
                        + "quality_score,message_send_ttl_seconds,language,parameter_format")
                .json();
    }

    String status(String id) {
        return read(id).path("status").asText();
    }

    void awaitStatus(String id, String status) {
        await(() -> status(id).equals(status));
    }

    /** Returns the changes of this field in the webhooks so far, in order of arrival. */
    List<JsonNode> webhooks(String field) {
        return stage.platform().received().stream()
                .flatMap(webhook -> webhook.json().path("entry").valueStream())
                .flatMap(entry -> entry.path("changes").valueStream())
                .filter(change -> change.path("field").asText().equals(field))
                .map(change -> change.path("value"))
                .toList();
    }

    /** Returns the events of the status webhooks so far. */
    List<String> events() {
        return webhooks("message_template_status_update").stream()
                .map(value -> value.path("event").asText())
                .toList();
    }

    JsonNode awaitEvent(String event) {
        await(() -> events().contains(event));
        return webhooks("message_template_status_update").stream()
                .filter(value -> value.path("event").asText().equals(event))
                .findFirst()
                .orElseThrow();
    }

    /** Checks an error with a sub-code, which is 0 if none is expected, and its text for the user. */
    void assertRejected(Response response, int subcode, String message) {
        var error = response.json().path("error");
        assertEquals(400, response.status(), response.json().toString());
        assertEquals(100, error.path("code").asInt(), error.toString());
        assertEquals(subcode, error.path("error_subcode").asInt(), error.toString());
        var texts =
                error.path("message").asText() + error.path("error_user_msg").asText();
        assertTrue(texts.contains(message), error.toString());
        assertTrue(subcode == 0 || error.path("error_user_title").isTextual(), error.toString());
        assertTrue(error.at("/error_data/details").isTextual(), error.toString());
    }

    /** Sends a message with the template and two parameters. */
    Response send(String name) {
        return stage.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"491701","type":"template",
                 "template":{"name":"%s","language":{"code":"en"},"components":[{"type":"body","parameters":[
                   {"type":"text","text":"Mina"},{"type":"text","text":"2"}]}]}}""".formatted(name));
    }
}
