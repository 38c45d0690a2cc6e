package io.parley.template;

import static io.parley.template.TemplateDriver.localization;
import static io.parley.template.TemplateDriver.template;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the submission of a template to its deletion. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateLifeCycleTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void aSubmittedTemplateIsReviewedAndReported() {
        templates
                .submit(template("visit_reminder", "en", "ID"))
                .statusCode(201)
                .header("Location", endsWith(templates.path("visit_reminder")));
        templates.awaitStatus("visit_reminder", "en", "PENDING");
        templates.awaitStatus("visit_reminder", "ID", "PENDING");
        assertNotNull(templates.atMeta("visit_reminder", "id"));

        templates.statusWebhook("visit_reminder", "en", "APPROVED", "NONE", Instant.now());
        templates.statusWebhook("visit_reminder", "id", "REJECTED", "INVALID_FORMAT", Instant.now());

        templates.awaitStatus("visit_reminder", "en", "APPROVED");
        templates.awaitStatus("visit_reminder", "ID", "REJECTED");
        assertEquals("INVALID_FORMAT", templates.text("visit_reminder", "ID", "rejectionReason"));
        Eventually.holds(() -> {
            var facts =
                    FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":visit_reminder:en");
            var last = facts.getLast();
            assertEquals("APPROVED", last.path("status").asText());
            assertEquals(
                    "PENDING", last.path("changes").path(0).path("oldValue").asText());
            assertEquals(
                    "APPROVED", last.path("changes").path(0).path("newValue").asText());
            assertEquals(
                    "1", last.path("shape").path("parts").path("body").path(0).asText());
        });
    }

    @Test
    void anApprovedTemplateIsEditedAndReviewedAgain() {
        templates.approved("edited", "en");

        templates.edit("edited", "en", JsonObject.of("category", "MARKETING")).statusCode(200);

        templates.awaitStatus("edited", "en", "PENDING");
        assertEquals("MARKETING", templates.get("edited").path("category").asText());
        Eventually.holds(() -> assertEquals(
                "MARKETING", templates.atMeta("edited", "en").json().getString("category")));
        templates.edit("edited", "en", JsonObject.of("category", "UTILITY")).statusCode(409);
    }

    @Test
    void aDeletedTemplateStaysListedAndItsNameIsLocked() {
        templates.approved("deleted_one", "en");

        templates.delete("deleted_one").statusCode(204);
        templates.delete("deleted_one").statusCode(204);

        var deleted = templates.localization("deleted_one", "en");
        assertEquals("DELETION_PENDING", deleted.path("status").asText());
        assertTrue(Instant.parse(deleted.path("expiresAt").asText())
                .isAfter(Instant.now().plusSeconds(86_400)));
        templates
                .submit(template("deleted_one", "en"))
                .statusCode(409)
                .body("detail", containsString("locks its name"));
        Eventually.holds(() -> assertEquals(
                "PENDING_DELETION", templates.atMeta("deleted_one", "en").json().getString("status")));
        templates.statusWebhook("deleted_one", "en", "APPROVED", "NONE", Instant.now());
        templates.atMeta("deleted_one", "en").json().put("status", "PENDING_DELETION");
        templates.submit("other_one", "en");
        templates.awaitStatus("other_one", "en", "PENDING");
        assertEquals("DELETION_PENDING", templates.text("deleted_one", "en", "status"));

        TemplateRows.endGracePeriod(customer.account().id(), "deleted_one");

        templates.awaitStatus("deleted_one", "en", "DELETED");
        Eventually.holds(() -> assertTrue(
                FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":deleted_one:en")
                        .getLast()
                        .isMissingNode()));
        templates.statusWebhook("deleted_one", "en", "DELETED", "NONE", Instant.now());
        templates.statusWebhook("other_one", "en", "APPROVED", "NONE", Instant.now());
        templates.awaitStatus("other_one", "en", "APPROVED");
        assertTrue(FactsReader.facts(Topics.TEMPLATE_FACTS, customer.account().id() + ":deleted_one:en")
                .getLast()
                .isMissingNode());
    }

    @Test
    void aNameCanBeUsedAgainAsSoonAsItsLockEnds() {
        templates.submit("used_again", "en");
        templates.awaitStatus("used_again", "en", "PENDING");
        templates.delete("used_again").statusCode(204);
        Eventually.holds(() -> assertEquals(
                "PENDING_DELETION", templates.atMeta("used_again", "en").json().getString("status")));
        MetaTemplatesServer.remove(templates.atMeta("used_again", "en"));

        TemplateRows.endGracePeriod(customer.account().id(), "used_again");
        templates.submit("used_again", "en");

        templates.awaitStatus("used_again", "en", "PENDING");
        assertFalse(templates.localization("used_again", "en").has("expiresAt"));
    }

    @Test
    void aDecisionThatArrivesDuringAnEditStays() {
        templates.approved("decided", "en");
        MetaTemplatesServer.duringEdit(() -> {
            templates.statusWebhook("decided", "en", "REJECTED", "PROMOTIONAL", Instant.now());
            templates.awaitStatus("decided", "en", "REJECTED");
        });

        templates.edit("decided", "en", JsonObject.of("category", "MARKETING")).statusCode(200);

        var edited = templates.localization("decided", "en");
        assertEquals("REJECTED", edited.path("status").asText());
        assertEquals("PROMOTIONAL", edited.path("rejectionReason").asText());
        assertEquals("MARKETING", templates.get("decided").path("category").asText());
    }

    /** As after the end of the process between two transactions. */
    @Test
    void aSubmittedLocalizationWhoseComparisonWasNotScheduledIsCompared() {
        templates.submit("interrupted", "en");
        templates.awaitStatus("interrupted", "en", "PENDING");
        var due = "select count(*) from template.reconcile_schedule where id = '"
                + customer.account().id() + "' and due_at > now() + interval '1 hour'";
        ServiceDatabase.rows("insert into template.reconcile_schedule (id, due_at) values ('"
                + customer.account().id()
                + "', now() + interval '1 day') on conflict (id) do update set due_at = now() + interval '1 day',"
                + " leased_until = null");
        Eventually.equal(1L, () -> TemplateRows.number(due));

        ServiceDatabase.rows("insert into template.submission_job (localization_id, attempt)"
                + " select l.id, 1 from template.template_localization l join template.whatsapp_template t"
                + " on t.id = l.template_id where t.whatsapp_account_id = '"
                + customer.account().id() + "'");

        Eventually.equal(0L, () -> TemplateRows.number(due));
    }

    @Test
    void aLanguageIsAddedOnce() {
        templates.submit("grows", "en");

        add("grows", "de").then().statusCode(201).header("Location", endsWith(templates.path("grows") + "/de"));
        add("grows", "de").then().statusCode(409);
        add("unknown_template", "de").then().statusCode(404);
        templates.submit(template("grows", "fr")).statusCode(409);

        templates.awaitStatus("grows", "de", "PENDING");
        assertEquals(2, customer.get(templates.path("grows") + "/localizations").size());
    }

    private Response add(String name, String language) {
        return customer.request()
                .contentType("application/json")
                .body(localization(language).encode())
                .post(templates.path(name) + "/localizations");
    }
}
