package io.parley.template;

import static io.parley.template.TemplateDriver.template;
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
import io.parley.runtime.test.WhatsAppCustomer;
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
import org.junit.jupiter.api.extension.RegisterExtension;

/** Comparison with Meta's list: what webhooks did not report, and templates that were created at Meta. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class ReconcileTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void statesAreRightAlthoughNoWebhookArrives() {
        templates.submit("unreported", "en", "de", "fr");
        for (var language : new String[] {"en", "de", "fr"}) {
            templates.awaitStatus("unreported", language, "PENDING");
        }

        templates.atMeta("unreported", "en").json().put("status", "APPROVED");
        templates.atMeta("unreported", "de").json().put("status", "REJECTED").put("rejected_reason", "SCAM");
        templates.atMeta("unreported", "fr").json().put("status", "IN_APPEAL");

        templates.awaitStatus("unreported", "en", "APPROVED");
        templates.awaitStatus("unreported", "de", "REJECTED");
        assertEquals("SCAM", templates.text("unreported", "de", "rejectionReason"));
        Eventually.holds(() -> assertEquals("IN_APPEAL", templates.text("unreported", "fr", "metaStatus")));
        assertEquals("PENDING", templates.text("unreported", "fr", "status"));
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
        MetaTemplatesServer.put(customer.account().wabaId(), known);
        for (var i = 0; i < 4; i++) {
            MetaTemplatesServer.put(customer.account().wabaId(), known.copy().put("name", "more_" + i));
        }
        MetaTemplatesServer.put(
                customer.account().wabaId(), known.copy().put("name", "deleted").put("status", "PENDING_DELETION"));

        templates.submit("wakes_the_comparison", "en");

        Eventually.holds(() -> assertEquals(
                List.of("from_manager", "more_0", "more_1", "more_2", "more_3", "wakes_the_comparison"),
                templates.list().findValuesAsText("templateName")));
        var imported = templates.localization("from_manager", "en_US");
        assertEquals("APPROVED", imported.path("status").asText());
        assertEquals(
                "SPAM", imported.path("qualityScore").path("reasons").path(0).asText());
        assertEquals("URL", imported.at("/components/2/buttons/0/type").asText());
        var fact = FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":from_manager:en_US")
                .getLast();
        assertEquals("IMAGE", fact.at("/shape/parts/header/format").asText());
        assertEquals(2, fact.at("/shape/parts/body").size());
        assertTrue(fact.at("/shape/parts/buttons/0/needsValue").asBoolean());
        assertTrue(fact.path("changes").isEmpty());
        Eventually.holds(() -> assertFalse(FactsReader.facts(
                        Topics.TEMPLATE_FACTS, "inventory:" + customer.account().id())
                .isEmpty()));
    }

    @Test
    void aTemplateThatIsDeletedAtMetaIsFoundMissing() {
        templates.submit("lost_at_meta", "en");
        templates.awaitStatus("lost_at_meta", "en", "PENDING");

        MetaTemplatesServer.remove(templates.atMeta("lost_at_meta", "en"));
        ServiceDatabase.rows("update template.template_localization set updated_at = now() - interval '2 minutes'"
                + " where template_id in (select id from template.whatsapp_template where whatsapp_account_id = '"
                + customer.account().id() + "')");

        templates.awaitStatus("lost_at_meta", "en", "DELETED");
        assertTrue(templates.localization("lost_at_meta", "en").has("expiresAt"));
        templates.submit(template("lost_at_meta", "en")).statusCode(409);
    }

    @Test
    void aWebhookAboutAnUnknownTemplateImportsIt() {
        templates.submit("known_one", "en");
        templates.awaitStatus("known_one", "en", "PENDING");
        templates.statusWebhook("known_one", "en", "APPROVED", "NONE", Instant.now());
        templates.awaitStatus("known_one", "en", "APPROVED");

        MetaTemplatesServer.put(
                customer.account().wabaId(),
                JsonObject.of("name", "new_one", "language", "de", "status", "PENDING", "category", "UTILITY")
                        .put("components", JsonArray.of(JsonObject.of("type", "BODY", "text", "Hallo"))));
        templates.statusWebhook("new_one", "de", "APPROVED", "NONE", Instant.now());

        Eventually.holds(() -> assertEquals("APPROVED", templates.text("new_one", "de", "status")));
    }

    @Test
    void webhooksInAnyOrderAndTwiceGiveTheNewestState() {
        templates.submit("reordered", "en");
        templates.awaitStatus("reordered", "en", "PENDING");
        var now = Instant.now();

        templates.statusWebhook("reordered", "en", "PAUSED", "NONE", now.plusSeconds(3));
        templates.statusWebhook("reordered", "en", "APPROVED", "NONE", now.plusSeconds(1));
        templates.statusWebhook("reordered", "en", "REJECTED", "SCAM", now);
        templates.statusWebhook("reordered", "en", "PAUSED", "NONE", now.plusSeconds(3));
        templates.submit("later_one", "en");
        templates.awaitStatus("later_one", "en", "PENDING");
        templates.statusWebhook("later_one", "en", "APPROVED", "NONE", Instant.now());
        templates.awaitStatus("later_one", "en", "APPROVED");

        assertEquals("PAUSED", templates.text("reordered", "en", "metaStatus"));
        assertEquals("APPROVED", templates.text("reordered", "en", "status"));
    }

    @Test
    void anOperatorComparesAnAccountAtOnce() {
        Eventually.holds(() -> assertFalse(FactsReader.facts(
                        Topics.TEMPLATE_FACTS, "inventory:" + customer.account().id())
                .isEmpty()));
        MetaTemplatesServer.put(
                customer.account().wabaId(),
                JsonObject.of("name", "on_request", "language", "en", "status", "APPROVED", "category", "UTILITY")
                        .put("components", JsonArray.of(JsonObject.of("type", "BODY", "text", "Hello"))));

        reconcile(customer.account().id()).then().statusCode(202);

        Eventually.holds(
                () -> assertEquals(List.of("on_request"), templates.list().findValuesAsText("templateName")));
        reconcile(UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void afterRepeatedFailuresTheListIsNoLongerKnownToBeComplete() {
        Eventually.holds(() -> assertTrue(inventory().isObject()));

        MetaTemplatesServer.failLists(customer.account().wabaId(), true);
        compareNow(4);
        Eventually.holds(() -> assertTrue(inventory().isMissingNode()));

        MetaTemplatesServer.failLists(customer.account().wabaId(), false);
        compareNow(5);
        Eventually.holds(() -> assertTrue(inventory().isObject()));
    }

    @Test
    void factsArePublishedAgainWhenTheirTopicWasLost() throws Exception {
        templates.approved("kept", "en");

        TopicLoss.of(Topics.TEMPLATE_FACTS);

        Eventually.holds(() -> {
            var facts =
                    FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":kept:en");
            assertEquals("APPROVED", facts.getLast().path("status").asText());
            assertEquals(0, facts.getLast().path("changes").size());
        });
    }

    private JsonNode inventory() {
        var facts = FactsReader.facts(
                Topics.TEMPLATE_FACTS, "inventory:" + customer.account().id());
        return facts.isEmpty() ? NullNode.instance : facts.getLast();
    }

    /** Makes the account due after this number of failures. */
    private void compareNow(int failures) {
        ServiceDatabase.rows("update template.reconcile_schedule set due_at = now(), leased_until = null, failures = "
                + failures + " where id = '" + customer.account().id() + "'");
    }

    private static Response reconcile(UUID account) {
        return RestAssured.given()
                .header("apikey", "operator-key-of-the-tests")
                .post("/operator/v1/whatsapp-accounts/" + account + "/templates/reconcile");
    }
}
