package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Edits of templates by the Graph API. */
class SandboxTemplateEditsTest {
    private static final int DAY = 86_400;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private static void plan(String members) {
        STAGE.faults("{\"templates\":{\"automaticReview\":false," + members + "}}");
    }

    private static String edit(String text) {
        return "{\"components\":[{\"type\":\"BODY\",\"text\":\"" + text + "\"}]}";
    }

    @Test
    void approvedTemplateIsEditedOnceADay() {
        var id = templates.approved("edited");

        graph.assertSucceeded(graph.post("/" + id, edit("It is ready")));
        assertEquals("PENDING", templates.status(id));
        assertEquals("It is ready", templates.read(id).at("/components/0/text").asText());
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "can't be changed");
        templates.change(id, "approve", "{}");
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "once in 24 hours");

        plan("\"clockAheadSeconds\":" + (DAY + 1));
        graph.assertSucceeded(graph.post("/" + id, edit("Ready now")));
        assertEquals(2, STAGE.count("templates", "edited"));
    }

    @Test
    void approvedTemplateIsEditedTenTimesInAMonth() {
        var id = templates.approved("edited");
        for (var n = 0; n < 10; n++) {
            plan("\"clockAheadSeconds\":" + n * (DAY + 1));
            graph.assertSucceeded(graph.post("/" + id, edit("Version " + n)));
            templates.change(id, "approve", "{}");
        }

        plan("\"clockAheadSeconds\":" + 11 * (DAY + 1));
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "10 times in 30 days");

        plan("\"clockAheadSeconds\":" + 31 * (DAY + 1));
        graph.assertSucceeded(graph.post("/" + id, edit("x")));
    }

    @Test
    void rejectedAndPausedTemplatesAreEditedWithoutALimit() {
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates.create("rejected");
        for (var text : List.of("one", "two", "three")) {
            templates.change(id, "reject", "{\"reason\":\"SCAM\"}");
            graph.assertSucceeded(graph.post("/" + id, edit(text)));
        }
        templates.change(id, "reject", "{\"reason\":\"INCORRECT_CATEGORY\"}");
        graph.assertSucceeded(graph.post("/" + id, "{\"category\":\"MARKETING\"}"));
        assertEquals("MARKETING", templates.read(id).path("category").asText());

        templates.change(id, "approve", "{}");
        templates.change(id, "pause", "{}");
        graph.assertSucceeded(graph.post("/" + id, edit("four")));
        assertEquals("PENDING", templates.status(id));
    }

    @Test
    void editIsCheckedLikeACreation() {
        var id = templates.approved("edited");

        templates.assertRejected(graph.post("/" + id, edit("Your table for {{1}} is ready now")), 2388043, "(example)");
        templates.assertRejected(graph.post("/" + id, "{}"), 0, "components is required");
        templates.assertRejected(graph.post("/" + id, "[]"), 0, "must be a JSON object");
        templates.assertRejected(
                graph.post("/" + id, "{\"category\":\"MARKETING\"}"), 0, "category of an approved template");
        templates.assertRejected(graph.post("/" + id, "{\"message_send_ttl_seconds\":1}"), 0, "between 30 and 43200");

        assertEquals("APPROVED", templates.status(id));
        graph.assertSucceeded(graph.post("/" + id, "{\"message_send_ttl_seconds\":60}"));
        assertEquals(60, templates.read(id).path("message_send_ttl_seconds").asInt());
    }

    @Test
    void editOfTheCategoryKeepsTheMediaSample() {
        STAGE.faults(TemplateStage.MANUAL);
        var header = """
                {"type":"HEADER","format":"IMAGE","example":{"header_handle":["%s"]}},""";
        var id = templates
                .post("media", "UTILITY", header.formatted(templates.upload("image/png")) + TemplateStage.BODY)
                .json()
                .path("id")
                .asText();
        var link =
                templates.read(id).at("/components/0/example/header_handle/0").asText();
        templates.change(id, "reject", "{\"reason\":\"INCORRECT_CATEGORY\"}");

        graph.assertSucceeded(graph.post("/" + id, "{\"category\":\"MARKETING\"}"));

        assertEquals(
                link,
                templates.read(id).at("/components/0/example/header_handle/0").asText());
        templates.change(id, "reject", "{\"reason\":\"SCAM\"}");
        var again = "{\"components\":[" + header.formatted(link) + TemplateStage.BODY + "]}";
        templates.assertRejected(graph.post("/" + id, again), 0, "not valid or has expired");
    }

    @Test
    void editedTemplateIsReviewedAndItsCategoryChanged() {
        STAGE.faults(TemplateStage.FAST);
        var id = graph.post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("moved", "UTILITY", TemplateStage.BODY)
                                .replace("{\"name\"", "{\"allow_category_change\":true,\"name\""))
                .json()
                .path("id")
                .asText();
        templates.awaitStatus(id, "APPROVED");

        graph.assertSucceeded(graph.post("/" + id, edit("Our summer sale begins")));

        await(() -> !templates.webhooks("template_category_update").isEmpty());
        templates.awaitStatus(id, "APPROVED");
        assertEquals("MARKETING", templates.read(id).path("category").asText());
    }
}
