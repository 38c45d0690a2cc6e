package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The review of new templates: the queue, the reasons of the sandbox, and decisions by name. */
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
}
