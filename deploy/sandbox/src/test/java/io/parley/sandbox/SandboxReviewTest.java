package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The review of templates and Meta's later changes: state, webhooks, and what a send call then gets. */
class SandboxReviewTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);

    @Test
    void createdTemplateIsApprovedAndCanBeSent() {
        var id = templates.create("table_ready");
        assertEquals("PENDING", templates.status(id));
        templates.graph().assertRejected(templates.send("table_ready"), 404, 132001, "Template does not exist");

        var approved = templates.awaitEvent("APPROVED");

        assertEquals(Long.parseLong(id), approved.path("message_template_id").asLong());
        assertTrue(approved.path("message_template_id").isIntegralNumber());
        assertEquals("table_ready", approved.path("message_template_name").asText());
        assertEquals("en", approved.path("message_template_language").asText());
        assertEquals("UTILITY", approved.path("message_template_category").asText());
        assertEquals("NONE", approved.path("reason").asText());
        assertEquals("APPROVED", templates.status(id));
        assertEquals(200, templates.send("table_ready").status());
        assertEquals(1, STAGE.count("templates", "created"));
        assertEquals(1, STAGE.count("templates", "approved"));
    }

    @Test
    void languageOfTheWebhookHasADash() {
        STAGE.faults(TemplateStage.FAST);
        templates
                .graph()
                .post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("dash", "UTILITY", TemplateStage.BODY)
                                .replace("\"en\"", "\"en_GB\""));

        assertEquals(
                "en-GB",
                templates
                        .awaitEvent("APPROVED")
                        .path("message_template_language")
                        .asText());
    }

    @Test
    void manualReviewIsAQueue() {
        STAGE.faults(TemplateStage.MANUAL.replace("false", "false,\"reviewMs\":{\"min\":0,\"max\":0}"));
        var first = templates.create("first");
        var second = templates.create("second");

        var queue = STAGE.get("/control/reviews").json().path("templates");

        assertEquals(List.of(first, second), queue.findValuesAsText("id"));
        assertTrue(queue.at("/0/held").asBoolean());
        assertEquals("205500000000001", queue.at("/0/waba_id").asText());
        assertEquals("message_template_status_update", templates.change(first, "approve", "{}"));
        assertEquals(
                List.of(second),
                STAGE.get("/control/reviews").json().path("templates").findValuesAsText("id"));
        assertEquals("PENDING", templates.status(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABUSIVE_CONTENT",
                "INCORRECT_CATEGORY",
                "INVALID_FORMAT",
                "PROMOTIONAL",
                "SCAM",
                "TAG_CONTENT_MISMATCH"
            })
    void templateIsRejectedWithEachReason(String reason) {
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates.create("rejected");

        templates.change(id, "reject", "{\"reason\":\"" + reason + "\",\"rejection_info\":{\"reason\":\"why\"}}");

        var webhook = templates.awaitEvent("REJECTED");
        assertEquals(reason, webhook.path("reason").asText());
        assertEquals("why", webhook.at("/rejection_info/reason").asText());
        assertEquals("REJECTED", templates.status(id));
        assertEquals(reason, templates.read(id).path("rejected_reason").asText());
        templates.graph().assertRejected(templates.send("rejected"), 404, 132001, "Template does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABUSIVE_CONTENT | Hello {{1}}, you idiots owe us {{2}} euros since last month.",
                "SCAM | Hello {{1}}, you have won {{2}} euros, reply to this message now.",
                "PROMOTIONAL | Hello {{1}}, the casino has {{2}} new tables open for you tonight.",
                "INCORRECT_CATEGORY | Hello {{1}}, our summer sale starts with {{2}} lamps in the shop.",
                "INCORRECT_CATEGORY | Hello {{1}}, your verification code {{2}} is valid for ten minutes now.",
                "INVALID_FORMAT | Hello {{1}} {{2}}, your table in the garden is ready for you now.",
                "TAG_CONTENT_MISMATCH | Здравствуйте {{1}}, ваш столик на {{2}} человек готов для вас сейчас."
            })
    void reviewHasItsOwnOpinion(String reason, String text) {
        STAGE.faults(TemplateStage.FAST);
        var body = TemplateStage.BODY.replaceAll("Hello.*now\\.", text);

        var id = templates.post("opinion", "UTILITY", body).json().path("id").asText();

        templates.awaitStatus(id, "REJECTED");
        assertEquals(reason, templates.awaitEvent("REJECTED").path("reason").asText());
        assertEquals(
                reason.equals("INVALID_FORMAT"),
                templates.awaitEvent("REJECTED").path("rejection_info").isObject());
    }

    @Test
    void categoryIsAssignedAtTheCreationIfThatIsAllowed() {
        STAGE.faults(TemplateStage.FAST);
        var body = TemplateStage.BODY.replace("your table", "our sale");
        var created = templates
                .graph()
                .post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("assigned", "UTILITY", body)
                                .replace("{\"name\"", "{\"allow_category_change\":true,\"name\""));

        assertEquals(
                "MARKETING",
                created.json().path("category").asText(),
                created.json().toString());
        templates.awaitStatus(created.json().path("id").asText(), "APPROVED");
        assertEquals(List.of(), templates.webhooks("template_category_update"));
    }

    @ParameterizedTest
    @CsvSource({"lamps_rejected_scam, REJECTED, SCAM", "lamps_rejected, REJECTED, INVALID_FORMAT"})
    void nameDecidesTheReview(String name, String status, String reason) {
        STAGE.faults(TemplateStage.FAST);
        var id = templates.create(name);

        templates.awaitStatus(id, status);

        assertEquals(reason, templates.read(id).path("rejected_reason").asText());
    }

    @Test
    void nameHoldsTheReview() {
        STAGE.faults(TemplateStage.FAST);
        var held = templates.create("lamps_held");
        var other = templates.create("lamps_later");

        templates.awaitStatus(other, "APPROVED");

        assertEquals("PENDING", templates.status(held));
        assertTrue(STAGE.get("/control/reviews").json().at("/templates/0/held").asBoolean());
    }

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
                "message_template_quality_update", templates.change(id, "quality", "{\"score\":\"" + score + "\"}"));

        var webhook = awaitOne("message_template_quality_update");
        assertEquals("UNKNOWN", webhook.path("previous_quality_score").asText());
        assertEquals(score, webhook.path("new_quality_score").asText());
        assertEquals(Long.parseLong(id), webhook.path("message_template_id").asLong());
        assertEquals(score, templates.read(id).at("/quality_score/score").asText());
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
    void categoryIsAnnounced() {
        var id = templates.approved("announced");

        templates.change(id, "category", "{\"category\":\"MARKETING\",\"notice\":true}");

        var webhook = awaitOne("template_category_update");
        assertEquals("MARKETING", webhook.path("correct_category").asText());
        assertEquals("UTILITY", webhook.path("new_category").asText());
        assertFalse(webhook.has("previous_category"));
        assertEquals("UTILITY", templates.read(id).path("category").asText());
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

    @Test
    void droppedAndSilentChangesAreReadOnly() {
        var id = templates.approved("silent");
        await(() -> templates.events().size() == 1);
        assertEquals("", templates.change(id, "pause", "{\"silent\":true}"));

        STAGE.faults("{\"templates\":{\"dropWebhooks\":1}}");
        assertEquals("", templates.change(id, "unpause", "{}"));

        assertEquals("APPROVED", templates.status(id));
        assertEquals(2, STAGE.count("templates", "webhooksDropped"));
        assertEquals(
                0, STAGE.get("/control/stats").json().at("/pending/webhooks").asInt());
        assertEquals(List.of("APPROVED"), templates.events());
    }

    @Test
    void webhooksAreDuplicatedAndReordered() {
        var id = templates.approved("order");
        await(() -> templates.events().size() == 1);
        STAGE.platform().clear();
        STAGE.faults("{\"templates\":{\"duplicateWebhooks\":1}}");
        templates.change(id, "flag", "{}");
        await(() -> templates.events().equals(List.of("FLAGGED", "FLAGGED")));

        STAGE.platform().clear();
        STAGE.faults("{\"templates\":{\"outOfOrder\":1},\"whatsapp\":{\"coalesceMs\":100}}");
        templates.change(id, "pause", "{}");
        templates.change(id, "unpause", "{}");

        await(() -> templates.events().equals(List.of("APPROVED", "PAUSED")));
    }

    @Test
    void overtakenWebhookIsSentWithoutAnother() {
        var id = templates.approved("single");
        STAGE.faults("{\"templates\":{\"outOfOrder\":1}}");

        templates.change(id, "flag", "{}");

        templates.awaitEvent("FLAGGED");
    }

    @Test
    void webhookIsSignedAndSentToSubscribedAppsOnly() {
        var id = templates.approved("subscribed");
        templates.awaitEvent("APPROVED");
        assertTrue(STAGE.platform()
                .received()
                .getFirst()
                .header("X-Hub-Signature-256")
                .startsWith("sha256="));

        templates.graph().call("DELETE", GraphStage.ACCOUNT + "/subscribed_apps", "");
        templates.change(id, "flag", "{}");

        assertEquals(1, STAGE.count("whatsapp", "webhooksUnsubscribed"));
        assertEquals(List.of("APPROVED"), templates.events());
    }

    @Test
    void reasonOfADeletionIsNull() {
        STAGE.faults(TemplateStage.FAST.replace("\"reviewMs\"", "\"automaticReview\":false,\"reviewMs\""));
        var id = templates.create("deleted");
        templates.change(id, "approve", "{}");

        templates.change(id, "delete", "{}");

        assertTrue(templates.awaitEvent("PENDING_DELETION").path("reason").isNull());
        assertTrue(templates.awaitEvent("DELETED").path("reason").isNull());
        assertNull(templates.read(id).get("status"));
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
