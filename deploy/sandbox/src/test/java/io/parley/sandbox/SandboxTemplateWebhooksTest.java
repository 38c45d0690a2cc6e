package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Delivery and faults of the webhooks about templates. */
class SandboxTemplateWebhooksTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);

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
}
