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
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's changes of templates by the control API: state, webhook, and what a send call then gets. */
class SandboxTemplateChangesTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);

    @Test
    void thirdPauseDisablesTheTemplate() {
        var id = templates.approved("paused");

        templates.change(id, "pause", "{}");
        var first = templates.awaitEvent("PAUSED");
        assertEquals("FIRST_PAUSE", first.at("/other_info/title").asText());
        assertTrue(first.at("/other_info/description").asText().contains("3 hours"));
        assertEquals("NONE", first.path("reason").asText());
        templates.graph().assertRejected(templates.send("paused"), 400, 132015, "Template is Paused");

        templates.change(id, "unpause", "{}");
        await(() -> templates.events().size() == 3);
        assertEquals(
                "UNPAUSE",
                templates
                        .webhooks("message_template_status_update")
                        .getLast()
                        .at("/other_info/title")
                        .asText());
        assertEquals(200, templates.send("paused").status());

        templates.change(id, "pause", "{}");
        templates.change(id, "unpause", "{}");
        templates.change(id, "pause", "{}");

        var disabled = templates.awaitEvent("DISABLED");
        assertTrue(disabled.at("/disable_info/disable_date").asLong() > 1_700_000_000L);
        assertEquals("DISABLED", templates.status(id));
        templates.graph().assertRejected(templates.send("paused"), 400, 132016, "Template is Disabled");
    }

    @Test
    void pauseEndsByTheClock() {
        var id = templates.approved("paused");
        templates.change(id, "pause", "{}");

        STAGE.faults("{\"templates\":{\"clockAheadSeconds\":10790}}");
        assertEquals("PAUSED", templates.status(id));
        STAGE.faults("{\"templates\":{\"clockAheadSeconds\":10801}}");

        templates.awaitStatus(id, "APPROVED");
        await(() -> templates.events().size() == 3);
    }

    @ParameterizedTest
    @CsvSource({
        "approve, PENDING, APPROVED, APPROVED",
        "limit, PENDING, LIMIT_EXCEEDED, LIMIT_EXCEEDED",
        "disable, APPROVED, DISABLED, DISABLED",
        "flag, APPROVED, FLAGGED, APPROVED",
        "lock, APPROVED, LOCKED, APPROVED",
        "reinstate, APPROVED, REINSTATED, APPROVED",
        "archive, APPROVED, ARCHIVED, ARCHIVED",
        "delete, PENDING, DELETED, ''",
        "delete, APPROVED, PENDING_DELETION, PENDING_DELETION"
    })
    void eachChangeSendsItsEvent(String change, String before, String event, String after) {
        var id = before.equals("APPROVED") ? templates.approved("changed") : created("changed");
        STAGE.faults("{\"templates\":{\"automaticReview\":false,\"deletionMs\":{\"min\":60000,\"max\":60000}}}");

        assertEquals("message_template_status_update", templates.change(id, change, "{}"));

        templates.awaitEvent(event);
        assertEquals(after, templates.status(id));
    }

    private String created(String name) {
        STAGE.faults(TemplateStage.MANUAL);
        return templates.create(name);
    }

    @Test
    void rejectedTemplateIsAppealedAndReinstated() {
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates.create("appealed");
        templates.change(id, "reject", "{\"reason\":\"SCAM\"}");

        templates.change(id, "appeal", "{}");
        templates.awaitEvent("IN_APPEAL");
        assertEquals("IN_APPEAL", templates.status(id));
        assertTrue(STAGE.get("/control/reviews").json().toString().contains(id));

        templates.change(id, "approve", "{}");
        templates.awaitEvent("APPROVED");
        assertEquals("NONE", templates.read(id).path("rejected_reason").asText());
    }

    @Test
    void archivedTemplateGetsItsStatusBackOrIsDeleted() {
        var id = templates.approved("archived");
        templates.change(id, "archive", "{}");
        templates.graph().assertRejected(templates.send("archived"), 404, 132001, "Template does not exist");
        templates.change(id, "unarchive", "{}");
        templates.awaitEvent("UNARCHIVED");
        assertEquals("APPROVED", templates.status(id));

        templates.change(id, "archive", "{}");
        STAGE.faults("{\"templates\":{\"clockAheadSeconds\":" + (28 * 86_400 + 1) + "}}");

        templates.awaitEvent("DELETED");
        assertEquals("", templates.status(id));
    }

    @Test
    void lockedTemplateCannotBeEditedUntilItIsUnlocked() {
        var id = templates.approved("locked");
        templates.change(id, "lock", "{}");
        var edit = "{\"components\":[" + TemplateStage.BODY + "]}";

        templates.assertRejected(templates.graph().post("/" + id, edit), 2388039, "can't be changed");
        assertEquals("", templates.change(id, "unlock", "{}"));

        templates.graph().assertSucceeded(templates.graph().post("/" + id, edit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREEN", "YELLOW", "RED"})
    void qualityChanges(String score) {
        var id = templates.approved("quality");

        assertEquals(
                "message_template_quality_update",
                templates.change(id, "quality", "{\"score\":\"" + score + "\",\"reasons\":[\"BLOCKED\"]}"));

        var webhook = awaitOne("message_template_quality_update");
        assertEquals("UNKNOWN", webhook.path("previous_quality_score").asText());
        assertEquals(score, webhook.path("new_quality_score").asText());
        assertEquals(Long.parseLong(id), webhook.path("message_template_id").asLong());
        assertEquals(score, templates.read(id).at("/quality_score/score").asText());
        assertEquals(
                "BLOCKED", templates.read(id).at("/quality_score/reasons/0").asText());
        assertTrue(templates.read(id).at("/quality_score/date").asLong() > 1_700_000_000L);
    }

    private JsonNode awaitOne(String field) {
        await(() -> !templates.webhooks(field).isEmpty());
        return templates.webhooks(field).getFirst();
    }

    @Test
    void categoryChanges() {
        var id = templates.approved("category");

        templates.change(id, "category", "{\"category\":\"MARKETING\"}");

        var webhook = awaitOne("template_category_update");
        assertEquals("UTILITY", webhook.path("previous_category").asText());
        assertEquals("MARKETING", webhook.path("new_category").asText());
        assertEquals("category", webhook.path("message_template_name").asText());
        assertEquals("MARKETING", templates.read(id).path("category").asText());
        assertEquals("UTILITY", templates.read(id).path("previous_category").asText());
    }

    @Test
    void categoryChangesInAllLanguages() {
        var english = templates.approved("languages");
        var body = TemplateStage.template("languages", "UTILITY", TemplateStage.BODY)
                .replace("\"en\"", "\"de\"");
        var german = templates
                .graph()
                .post(TemplateStage.TEMPLATES, body)
                .json()
                .path("id")
                .asText();

        templates.change(german, "category", "{\"category\":\"MARKETING\"}");

        await(() -> templates.webhooks("template_category_update").size() == 2);
        assertEquals("MARKETING", templates.read(english).path("category").asText());
        assertEquals("MARKETING", templates.read(german).path("category").asText());
    }

    @Test
    void categoryIsAnnounced() {
        var id = templates.approved("announced");

        templates.change(id, "category", "{\"category\":\"MARKETING\",\"notice\":true}");

        var webhook = awaitOne("template_category_update");
        assertEquals("MARKETING", webhook.path("correct_category").asText());
        assertEquals("UTILITY", webhook.path("new_category").asText());
        assertFalse(webhook.has("previous_category"));
        var in24Hours = System.currentTimeMillis() / 1_000 + 86_400;
        assertEquals(in24Hours, webhook.path("category_update_timestamp").asDouble(), 60);
        var read = graph().get("/" + id + "?fields=category,correct_category").json();
        assertEquals("UTILITY", read.path("category").asText());
        assertEquals("MARKETING", read.path("correct_category").asText());

        STAGE.faults("{\"templates\":{\"clockAheadSeconds\":86401}}");
        await(() -> templates.webhooks("template_category_update").size() == 2);
        assertEquals("MARKETING", templates.read(id).path("category").asText());
    }

    private GraphStage graph() {
        return templates.graph();
    }

    @Test
    void componentsChange() {
        var id = templates.approved("components");

        templates.change(id, "components", """
                {"components":[{"type":"HEADER","format":"TEXT","text":"Ready"},{"type":"BODY","text":"It is ready"},
                  {"type":"FOOTER","text":"Bye"},{"type":"BUTTONS","buttons":[
                    {"type":"URL","text":"Open","url":"https://shop.example.com"},
                    {"type":"PHONE_NUMBER","text":"Call","phone_number":"+4930555"}]}]}""");

        var webhook = awaitOne("message_template_components_update");
        assertEquals("Ready", webhook.path("message_template_title").asText());
        assertEquals("It is ready", webhook.path("message_template_element").asText());
        assertEquals("Bye", webhook.path("message_template_footer").asText());
        assertEquals(
                "https://shop.example.com",
                webhook.at("/message_template_buttons/0/message_template_button_url")
                        .asText());
        assertEquals(
                "+4930555",
                webhook.at("/message_template_buttons/1/message_template_button_phone_number")
                        .asText());
        assertEquals(
                "It is ready",
                templates.read(id).path("components").get(1).path("text").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dance | {} | unknown change dance",
                "reject | {} | reason must be one of",
                "reject | {\"reason\":\"UGLY\"} | reason must be one of",
                "quality | {\"score\":\"BLUE\"} | score must be one of",
                "category | {\"category\":\"OTHER\"} | category must be one of",
                "category | {\"category\":\"UTILITY\"} | has the category UTILITY already",
                "components | {} | components must be an array",
                "unpause | {} | a template that is APPROVED has no change unpause",
                "appeal | {} | it must be one of [REJECTED]"
            })
    void invalidChangeIsRejected(String change, String body, String message) {
        var id = templates.approved("invalid");

        var response = STAGE.call("PUT", "/control/templates/" + id + "/" + change, body);

        assertEquals(400, response.status());
        assertTrue(
                response.json().path("error").asText().contains(message),
                response.json().toString());
        assertEquals("APPROVED", templates.status(id));
    }

    @Test
    void unknownTemplateIsRejected() {
        assertEquals(
                400, STAGE.call("PUT", "/control/templates/42/approve", "{}").status());
        assertEquals(404, STAGE.get("/control/templates/42").status());
        var id = templates.approved("known");
        assertEquals(
                "205500000000001",
                STAGE.get("/control/templates/" + id).json().path("waba_id").asText());
        assertTrue(STAGE.get("/control/accounts/205500000000001/templates")
                .json()
                .path("templates")
                .findValuesAsText("name")
                .containsAll(List.of("known", "hello_world")));
    }
}
