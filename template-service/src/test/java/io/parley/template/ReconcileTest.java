package io.parley.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.TopicLoss;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comparison with Meta's list: what webhooks did not report, and templates that were created at Meta. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class ReconcileTest extends WithTemplates {

    @Test
    void statesAreRightAlthoughNoWebhookArrives() {
        submit("unreported", "en", "de", "fr");
        for (var language : new String[] {"en", "de", "fr"}) {
            awaitStatus("unreported", language, "PENDING");
        }

        atMeta("unreported", "en").json().put("status", "APPROVED");
        atMeta("unreported", "de").json().put("status", "REJECTED").put("rejected_reason", "SCAM");
        atMeta("unreported", "fr").json().put("status", "IN_APPEAL");

        awaitStatus("unreported", "en", "APPROVED");
        awaitStatus("unreported", "de", "REJECTED");
        assertEquals(
                "SCAM", localization("unreported", "de").path("rejectionReason").asText());
        Eventually.holds(() -> assertEquals(
                "IN_APPEAL", localization("unreported", "fr").path("metaStatus").asText()));
        assertEquals("PENDING", localization("unreported", "fr").path("status").asText());
    }

    @Test
    void templatesOfMetaAreImportedAndTheInventoryIsPublished() {
        var known = JsonObject.of(
                "name",
                "from_manager",
                "language",
                "en_US",
                "status",
                "APPROVED",
                "category",
                "MARKETING",
                "quality_score",
                JsonObject.of("score", "RED", "reasons", JsonArray.of("SPAM")),
                "components",
                JsonArray.of(
                        JsonObject.of("type", "HEADER", "format", "IMAGE"),
                        JsonObject.of("type", "BODY", "text", "Hello {{1}}, look at {{2}} now."),
                        JsonObject.of(
                                "type",
                                "BUTTONS",
                                "buttons",
                                JsonArray.of(JsonObject.of(
                                        "type", "URL", "text", "Shop", "url", "https://shop.example.com/{{1}}")))));
        MetaTemplatesServer.put(account.wabaId(), known);
        for (var i = 0; i < 4; i++) {
            MetaTemplatesServer.put(account.wabaId(), known.copy().put("name", "more_" + i));
        }
        MetaTemplatesServer.put(
                account.wabaId(), known.copy().put("name", "deleted").put("status", "PENDING_DELETION"));

        submit("wakes_the_comparison", "en");

        Eventually.holds(() -> assertEquals(
                List.of("from_manager", "more_0", "more_1", "more_2", "more_3", "wakes_the_comparison"),
                get(path()).findValuesAsText("templateName")));
        var imported = localization("from_manager", "en_US");
        assertEquals("APPROVED", imported.path("status").asText());
        assertEquals(
                "SPAM", imported.path("qualityScore").path("reasons").path(0).asText());
        assertEquals("URL", imported.at("/components/2/buttons/0/type").asText());
        var fact = FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":from_manager:en_US")
                .getLast();
        assertEquals("IMAGE", fact.at("/shape/parts/header/format").asText());
        assertEquals(2, fact.at("/shape/parts/body").size());
        assertTrue(fact.at("/shape/parts/buttons/0/needsValue").asBoolean());
        assertTrue(fact.path("changes").isEmpty());
        Eventually.holds(() -> assertFalse(FactsReader.facts(Topics.TEMPLATE_FACTS, "inventory:" + account.id())
                .isEmpty()));
    }

    @Test
    void aTemplateThatIsDeletedAtMetaIsFoundMissing() {
        submit("lost_at_meta", "en");
        awaitStatus("lost_at_meta", "en", "PENDING");

        MetaTemplatesServer.remove(atMeta("lost_at_meta", "en"));
        ServiceDatabase.rows("update template.template_localization set updated_at = now() - interval '2 minutes'"
                + " where template_id in (select id from template.whatsapp_template where whatsapp_account_id = '"
                + account.id() + "')");

        awaitStatus("lost_at_meta", "en", "DELETED");
        assertTrue(localization("lost_at_meta", "en").has("expiresAt"));
        submit(template("lost_at_meta", "en")).then().statusCode(409);
    }

    @Test
    void aWebhookAboutAnUnknownTemplateImportsIt() {
        submit("known_one", "en");
        awaitStatus("known_one", "en", "PENDING");
        statusWebhook("known_one", "en", "APPROVED", "NONE", Instant.now());
        awaitStatus("known_one", "en", "APPROVED");

        MetaTemplatesServer.put(
                account.wabaId(),
                JsonObject.of("name", "new_one", "language", "de", "status", "PENDING", "category", "UTILITY")
                        .put("components", JsonArray.of(JsonObject.of("type", "BODY", "text", "Hallo"))));
        statusWebhook("new_one", "de", "APPROVED", "NONE", Instant.now());

        Eventually.holds(() -> assertEquals(
                "APPROVED", localization("new_one", "de").path("status").asText()));
    }

    @Test
    void webhooksInAnyOrderAndTwiceGiveTheNewestState() {
        submit("reordered", "en");
        awaitStatus("reordered", "en", "PENDING");
        var now = Instant.now();

        statusWebhook("reordered", "en", "PAUSED", "NONE", now.plusSeconds(3));
        statusWebhook("reordered", "en", "APPROVED", "NONE", now.plusSeconds(1));
        statusWebhook("reordered", "en", "REJECTED", "SCAM", now);
        statusWebhook("reordered", "en", "PAUSED", "NONE", now.plusSeconds(3));
        submit("later_one", "en");
        awaitStatus("later_one", "en", "PENDING");
        statusWebhook("later_one", "en", "APPROVED", "NONE", Instant.now());
        awaitStatus("later_one", "en", "APPROVED");

        assertEquals(
                "PAUSED", localization("reordered", "en").path("metaStatus").asText());
        assertEquals("APPROVED", localization("reordered", "en").path("status").asText());
    }

    @Test
    void anOperatorComparesAnAccountAtOnce() {
        Eventually.holds(() -> assertFalse(FactsReader.facts(Topics.TEMPLATE_FACTS, "inventory:" + account.id())
                .isEmpty()));
        MetaTemplatesServer.put(
                account.wabaId(),
                JsonObject.of("name", "on_request", "language", "en", "status", "APPROVED", "category", "UTILITY")
                        .put("components", JsonArray.of(JsonObject.of("type", "BODY", "text", "Hello"))));

        reconcile(account.id()).then().statusCode(202);

        Eventually.holds(() -> assertEquals(List.of("on_request"), get(path()).findValuesAsText("templateName")));
        reconcile(UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void afterRepeatedFailuresTheListIsNoLongerKnownToBeComplete() {
        Eventually.holds(() -> assertTrue(inventory().isObject()));

        MetaTemplatesServer.failLists(account.wabaId(), true);
        compareNow(4);
        Eventually.holds(() -> assertTrue(inventory().isMissingNode()));

        MetaTemplatesServer.failLists(account.wabaId(), false);
        compareNow(5);
        Eventually.holds(() -> assertTrue(inventory().isObject()));
    }

    @Test
    void factsArePublishedAgainWhenTheirTopicWasLost() throws Exception {
        approved("kept", "en");

        TopicLoss.of(Topics.TEMPLATE_FACTS);

        Eventually.holds(() -> {
            var facts = FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":kept:en");
            assertEquals("APPROVED", facts.getLast().path("status").asText());
            assertEquals(0, facts.getLast().path("changes").size());
        });
    }

    private JsonNode inventory() {
        var facts = FactsReader.facts(Topics.TEMPLATE_FACTS, "inventory:" + account.id());
        return facts.isEmpty() ? NullNode.instance : facts.getLast();
    }

    /** Makes the account due after this number of failures. */
    private void compareNow(int failures) {
        ServiceDatabase.rows("update template.reconcile_schedule set due_at = now(), leased_until = null, failures = "
                + failures + " where id = '" + account.id() + "'");
    }

    private static Response reconcile(UUID account) {
        return RestAssured.given()
                .header("apikey", "operator-key-of-the-tests")
                .post("/operator/v1/whatsapp-accounts/" + account + "/templates/reconcile");
    }
}
