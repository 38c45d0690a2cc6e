package io.parley.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Meta's webhooks about templates that are known here. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateWebhooksTest {
    private static final int MANY = 50;

    /** The transaction that has stored each localization. */
    private static final String TRANSACTIONS =
            "select count(distinct l.xmin::text) from template.template_localization l"
                    + " join template.whatsapp_template t on t.id = l.template_id where t.whatsapp_account_id = '%s'";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void qualityAndCategoryAreReportedOnce() {
        templates.approved("rated", "en");
        var id = Long.parseLong(templates.atMeta("rated", "en").id());
        var quality = JsonObject.of(
                "previous_quality_score", "GREEN", "new_quality_score", "YELLOW", "message_template_id", id);
        var category =
                JsonObject.of("previous_category", "UTILITY", "new_category", "MARKETING", "message_template_id", id);

        for (var i = 0; i < 2; i++) {
            templates.webhook("message_template_quality_update", quality, Instant.now());
            templates.webhook("template_category_update", category, Instant.now());
        }

        Eventually.holds(() -> {
            assertEquals(
                    "YELLOW",
                    templates
                            .localization("rated", "en")
                            .path("qualityScore")
                            .path("score")
                            .asText());
            assertEquals("MARKETING", templates.get("rated").path("category").asText());
        });
        Eventually.holds(() -> assertEquals(
                1,
                FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":rated:en").stream()
                        .flatMap(fact -> fact.findValuesAsText("property").stream())
                        .filter("category"::equals)
                        .count()));
    }

    @Test
    void aPausedTemplateIsShownAsApprovedWithBadQuality() {
        templates.approved("paused", "en");

        templates.statusWebhook("paused", "en", "PAUSED", "NONE", Instant.now());

        Eventually.holds(() -> {
            var paused = templates.localization("paused", "en");
            assertEquals("PAUSED", paused.path("metaStatus").asText());
            assertEquals("APPROVED", paused.path("status").asText());
            assertEquals("RED", paused.path("qualityScore").path("score").asText());
        });
        Eventually.holds(() -> {
            var last = FactsReader.facts(
                            Topics.TEMPLATE_FACTS, customer.account().id() + ":paused:en")
                    .getLast();
            assertEquals("PAUSED", last.path("metaStatus").asText());
            assertEquals("PAUSED", last.path("changes").path(0).path("newValue").asText());
        });
    }

    @Test
    void webhooksThatArriveTogetherAreStoredTogether() {
        TemplateRows.insert(customer.account(), MANY, List.of("en"));

        pauseAll();

        Eventually.holds(() -> assertEquals(MANY, paused()));
        var transactions =
                TemplateRows.number(TRANSACTIONS.formatted(customer.account().id()));
        assertTrue(transactions < MANY / 2, () -> transactions + " transactions");
    }

    @Test
    void aWebhookThatCannotBeStoredIsParkedAndTheOthersAreStored() {
        TemplateRows.insert(customer.account(), MANY, List.of("en"));
        ServiceDatabase.rows("alter table template.template_localization add constraint not_paused"
                + " check (meta_status <> 'PAUSED' or meta_id <> '"
                + customer.account().wabaId() + "00251')");
        try {
            pauseAll();

            Eventually.holds(() -> assertEquals(MANY - 1, paused()));
            Eventually.equal(
                    1L,
                    () -> TemplateRows.number("select count(*) from template.parked_event where payload like '%"
                            + customer.account().wabaId() + "%'"));
        } finally {
            ServiceDatabase.rows("alter table template.template_localization drop constraint not_paused");
        }
    }

    private void pauseAll() {
        var ids = ServiceDatabase.rows(
                "select l.meta_id from template.template_localization l join template.whatsapp_template"
                        + " t on t.id = l.template_id where t.whatsapp_account_id = '"
                        + customer.account().id()
                        + "' order by l.meta_id");
        templates.webhooks(
                "message_template_status_update",
                ids.stream()
                        .map(id -> JsonObject.of(
                                "event", "PAUSED", "message_template_id", Long.parseLong(id), "reason", "NONE"))
                        .toList(),
                Instant.now());
    }

    private long paused() {
        return TemplateRows.number(
                "select count(*) from template.template_localization l join template.whatsapp_template t"
                        + " on t.id = l.template_id where t.whatsapp_account_id = '"
                        + customer.account().id()
                        + "' and l.meta_status = 'PAUSED'");
    }
}
