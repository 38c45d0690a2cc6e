package io.parley.template;

import static io.parley.template.TemplateDriver.template;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates that were deleted, and are created again at Meta while their names are locked here. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class RecreatedTemplatesTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void aTemplateThatIsCreatedAgainIsShownInPlaceOfTheDeletedOne() {
        templates.submit("again", "en", "de");
        templates.awaitStatus("again", "en", "PENDING");
        templates.awaitStatus("again", "de", "PENDING");
        templates.delete("again").statusCode(204);
        awaitDeletedAtMeta(2);

        MetaTemplatesServer.remove(templates.atMeta("again", "en"));
        create("again", "en");

        templates.awaitStatus("again", "en", "APPROVED");
        var shown = templates.localization("again", "en");
        assertFalse(shown.has("expiresAt"), shown::toString);
        assertTrue(templates.localization("again", "de").isMissingNode());
        Eventually.holds(() -> assertTrue(
                FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":again:de")
                        .getLast()
                        .isMissingNode()));
        Eventually.holds(() -> assertEquals(
                "APPROVED",
                FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":again:en")
                        .getLast()
                        .path("status")
                        .asText()));
        templates.submit(template("again", "en")).statusCode(409).body("detail", containsString("exists already"));
    }

    @Test
    void aDeletedTemplateThatMetaStillListsStaysDeleted() {
        templates.submit("listed", "en");
        templates.awaitStatus("listed", "en", "PENDING");
        templates.delete("listed").statusCode(204);
        awaitDeletedAtMeta(1);

        templates.atMeta("listed", "en").json().put("status", "APPROVED");
        create("newer", "en");

        templates.awaitStatus("newer", "en", "APPROVED");
        assertEquals("DELETION_PENDING", templates.text("listed", "en", "status"));
    }

    @Test
    void aLanguageThatIsCreatedAgainIsShownInPlaceOfTheDeletedOne() {
        templates.submit("languages", "en", "de");
        templates.awaitStatus("languages", "en", "PENDING");
        templates.awaitStatus("languages", "de", "PENDING");
        MetaTemplatesServer.remove(templates.atMeta("languages", "en"));
        ServiceDatabase.rows("update template.template_localization set updated_at = now() - interval '2 minutes'"
                + " where template_id in (select id from template.whatsapp_template where whatsapp_account_id = '"
                + customer.account().id() + "')");
        templates.awaitStatus("languages", "en", "DELETED");

        create("languages", "en");

        templates.awaitStatus("languages", "en", "APPROVED");
        assertFalse(templates.localization("languages", "en").has("expiresAt"));
        assertEquals("PENDING", templates.text("languages", "de", "status"));
    }

    /** As in WhatsApp Manager, where Meta has approved it. */
    private void create(String name, String language) {
        MetaTemplatesServer.put(
                customer.account().wabaId(),
                JsonObject.of("name", name, "language", language, "status", "APPROVED", "category", "UTILITY")
                        .put("components", JsonArray.of(JsonObject.of("type", "BODY", "text", "Welcome again."))));
        ServiceDatabase.rows("update template.reconcile_schedule set due_at = now() where id = '"
                + customer.account().id() + "'");
    }

    private void awaitDeletedAtMeta(long localizations) {
        Eventually.equal(
                localizations,
                () -> TemplateRows.number("select count(l.deleted_at_meta) from template.template_localization l"
                        + " join template.whatsapp_template t on t.id = l.template_id where t.whatsapp_account_id = '"
                        + customer.account().id() + "'"));
    }
}
