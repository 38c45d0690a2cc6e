package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creation and deletion of templates by the Graph API: limits, names, permissions and lost responses. */
class SandboxTemplateWritesTest {
    private static final String OTHER_ACCOUNT = "/205500000000002/message_templates";
    private static final int DAY = 86_400;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private static void plan(String members) {
        STAGE.faults("{\"templates\":{\"automaticReview\":false," + members + "}}");
    }

    private List<String> names(String query) {
        return graph.get(TemplateStage.TEMPLATES + query).json().path("data").findValuesAsText("name");
    }

    @Test
    void duplicateIsRejectedAndAnotherLanguageIsNot() {
        STAGE.faults(TemplateStage.MANUAL);
        templates.create("twice");

        templates.assertRejected(
                templates.post("twice", "UTILITY", TemplateStage.BODY),
                2388024,
                "There is already English content for this template.");

        var body =
                TemplateStage.template("twice", "UTILITY", TemplateStage.BODY).replace("\"en\"", "\"de\"");
        assertEquals(200, graph.post(TemplateStage.TEMPLATES, body).status());
        templates.assertRejected(
                graph.post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("twice", "MARKETING", TemplateStage.BODY)
                                .replace("\"en\"", "\"fr\"")),
                0,
                "The category MARKETING doesn't match");
    }

    @Test
    void sampleTemplateIsProtected() {
        templates.assertRejected(
                templates.post("hello_world", "UTILITY", TemplateStage.BODY), 2388155, "sample template");
        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=hello_world", ""), 2388094, "can't be deleted");
    }

    @Test
    void creationsOfOneHourAreLimited() {
        plan("\"creationsPerHour\":2");
        templates.create("one");
        templates.create("two");

        var rejected = templates.post("three", "UTILITY", TemplateStage.BODY);

        graph.assertRejected(rejected, 400, 80008, "too many calls to this WhatsApp Business account");
        assertTrue(rejected.json().at("/error/is_transient").asBoolean());
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");
        assertEquals(
                200,
                graph.post(OTHER_ACCOUNT, TemplateStage.template("three", "UTILITY", TemplateStage.BODY))
                        .status());
        plan("\"creationsPerHour\":2,\"clockAheadSeconds\":3601");
        templates.create("three");
    }

    @Test
    void numberOfTemplatesIsLimited() {
        plan("\"maxTemplates\":6");
        templates.create("sixth");

        templates.assertRejected(
                templates.post("seventh", "UTILITY", TemplateStage.BODY),
                2388019,
                "maximum number of message templates");
    }

    @Test
    void deletedNameIsLockedFor30Days() {
        plan("\"deletionMs\":{\"min\":0,\"max\":0}");
        var id = templates.create("once");
        templates.change(id, "approve", "{}");

        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=once", ""));
        templates.awaitEvent("DELETED");

        graph.assertRejected(graph.get("/" + id), 400, 100, "does not exist");
        assertFalse(names("").contains("once"));
        templates.assertRejected(
                templates.post("once", "UTILITY", TemplateStage.BODY), 2388023, "New English content can't be added");
        var german =
                TemplateStage.template("once", "UTILITY", TemplateStage.BODY).replace("\"en\"", "\"de\"");
        templates.assertRejected(graph.post(TemplateStage.TEMPLATES, german), 2388023, "New German content");
        plan("\"clockAheadSeconds\":" + (30 * DAY + 1));
        assertNotEquals(id, templates.create("once"));
    }

    @Test
    void deletionEndsLater() {
        plan("\"deletionMs\":{\"min\":60000,\"max\":60000}");
        var id = templates.create("later");
        templates.change(id, "approve", "{}");

        graph.call("DELETE", TemplateStage.TEMPLATES + "?name=later&hsm_id=" + id, "");

        assertEquals("PENDING_DELETION", templates.status(id));
        graph.assertRejected(templates.send("later"), 404, 132001, "Template does not exist");
        templates.assertRejected(templates.post("later", "UTILITY", TemplateStage.BODY), 2388023, "is being deleted");
        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=later", ""), 2593002, "doesn't exist");
        templates.assertRejected(
                graph.post("/" + id, "{\"message_send_ttl_seconds\":60}"), 2388039, "can't be changed");
        assertEquals(List.of("APPROVED", "PENDING_DELETION"), eventsOf(2));
    }

    private List<String> eventsOf(int count) {
        await(() -> templates.events().size() >= count);
        return templates.events();
    }

    @Test
    void oneLanguageIsDeleted() {
        STAGE.faults(TemplateStage.MANUAL);
        var english = templates.create("languages");
        var body = TemplateStage.template("languages", "UTILITY", TemplateStage.BODY)
                .replace("\"en\"", "\"de\"");
        var german = graph.post(TemplateStage.TEMPLATES, body).json().path("id").asText();

        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=other&hsm_id=" + english, ""),
                2593002,
                "doesn't exist");
        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=languages&hsm_id=" + english, ""));

        assertEquals("PENDING", templates.status(german));
        assertEquals(List.of("languages"), names("?name=languages"));
        templates.create("languages"); // never approved: its name is not locked
        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=languages", ""));
        assertEquals(List.of(), names("?name=languages"));
        graph.assertRejected(graph.call("DELETE", TemplateStage.TEMPLATES, ""), 400, 100, "name is required");
    }

    @ParameterizedTest
    @CsvSource({"resetAfterWrite", "timeoutAfterWrite"})
    void lostResponseHasCreatedTheTemplate(String fault) {
        plan("\"hangMs\":50,\"" + fault + "\":1");
        var body = TemplateStage.template("lost", "UTILITY", TemplateStage.BODY);

        assertThrows(
                IOException.class,
                () -> STAGE.send(
                        "POST",
                        GraphStage.BASE + TemplateStage.TEMPLATES,
                        body,
                        "Authorization",
                        "Bearer sandbox-meta-token"));

        assertEquals(List.of("lost"), names("?name=lost"));
        assertEquals(1, STAGE.count("templates", "responsesLost"));
    }

    @Test
    void errorAfterTheCreationHasCreatedTheTemplate() {
        plan("\"error500AfterWrite\":1");

        assertEquals(500, templates.post("lost", "UTILITY", TemplateStage.BODY).status());

        plan("\"error500AfterWrite\":0");
        templates.assertRejected(templates.post("lost", "UTILITY", TemplateStage.BODY), 2388024, "already English");
    }

    @Test
    void callsNeedThePermissionAndTheToken() {
        STAGE.faults("{\"accounts\":{\"missingPermissions\":[\"whatsapp_business_management\"]}}");
        graph.assertRejected(graph.get(TemplateStage.TEMPLATES), 403, 200, "(#200)");
        graph.assertRejected(templates.post("none", "UTILITY", TemplateStage.BODY), 403, 200, "(#200)");
        STAGE.faults("{\"accounts\":{\"code80007\":1}}");
        graph.assertRejected(templates.post("none", "UTILITY", TemplateStage.BODY), 400, 80007, "too many calls");
        STAGE.faults("{}");
        graph.assertRejected(
                STAGE.get(GraphStage.BASE + TemplateStage.TEMPLATES), 401, 190, "Invalid OAuth access token");
        assertEquals(List.of(), names("?name=none"));
        graph.assertRejected(graph.get("/42/message_templates"), 400, 100, "does not exist");
        graph.assertRejected(
                graph.call("PUT", TemplateStage.TEMPLATES, "{}"), 400, 100, "nonexisting field (message_templates)");
    }

    @Test
    void planOfTemplatesIsChecked() {
        for (var member : List.of("\"reviews\":1", "\"maxTemplates\":-1", "\"creationsPerHour\":-1")) {
            assertEquals(
                    400,
                    STAGE.call("PUT", "/control/faults", "{\"templates\":{" + member + "}}")
                            .status(),
                    member);
        }
    }
}
