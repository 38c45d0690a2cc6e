package io.parley.template;

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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From the submission of a template to its deletion. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateLifeCycleTest extends WithTemplates {

    @Test
    void aSubmittedTemplateIsReviewedAndReported() {
        submit(template("visit_reminder", "en", "ID"))
                .then()
                .statusCode(201)
                .header("Location", endsWith(path("visit_reminder")));
        awaitStatus("visit_reminder", "en", "PENDING");
        awaitStatus("visit_reminder", "ID", "PENDING");
        assertNotNull(atMeta("visit_reminder", "id"));

        statusWebhook("visit_reminder", "en", "APPROVED", "NONE", Instant.now());
        statusWebhook("visit_reminder", "id", "REJECTED", "INVALID_FORMAT", Instant.now());

        awaitStatus("visit_reminder", "en", "APPROVED");
        awaitStatus("visit_reminder", "ID", "REJECTED");
        assertEquals(
                "INVALID_FORMAT",
                localization("visit_reminder", "ID").path("rejectionReason").asText());
        Eventually.holds(() -> {
            var facts = FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":visit_reminder:en");
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
        approved("edited", "en");

        edit("edited", "en", JsonObject.of("category", "MARKETING")).then().statusCode(200);

        awaitStatus("edited", "en", "PENDING");
        assertEquals("MARKETING", get(path("edited")).path("category").asText());
        Eventually.holds(
                () -> assertEquals("MARKETING", atMeta("edited", "en").json().getString("category")));
        edit("edited", "en", JsonObject.of("category", "UTILITY")).then().statusCode(409);
    }

    @Test
    void aDeletedTemplateStaysListedAndItsNameIsLocked() {
        approved("deleted_one", "en");

        request().delete(path("deleted_one")).then().statusCode(204);
        request().delete(path("deleted_one")).then().statusCode(204);

        var deleted = localization("deleted_one", "en");
        assertEquals("DELETION_PENDING", deleted.path("status").asText());
        assertTrue(Instant.parse(deleted.path("expiresAt").asText())
                .isAfter(Instant.now().plusSeconds(86_400)));
        submit(template("deleted_one", "en")).then().statusCode(409).body("detail", containsString("locks its name"));
        Eventually.holds(() -> assertEquals(
                "PENDING_DELETION", atMeta("deleted_one", "en").json().getString("status")));
        statusWebhook("deleted_one", "en", "APPROVED", "NONE", Instant.now());
        atMeta("deleted_one", "en").json().put("status", "PENDING_DELETION");
        submit("other_one", "en");
        awaitStatus("other_one", "en", "PENDING");
        assertEquals(
                "DELETION_PENDING",
                localization("deleted_one", "en").path("status").asText());

        TemplateRows.endGracePeriod(account.id(), "deleted_one");

        awaitStatus("deleted_one", "en", "DELETED");
        Eventually.holds(() -> assertTrue(FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":deleted_one:en")
                .getLast()
                .isMissingNode()));
        statusWebhook("deleted_one", "en", "DELETED", "NONE", Instant.now());
        statusWebhook("other_one", "en", "APPROVED", "NONE", Instant.now());
        awaitStatus("other_one", "en", "APPROVED");
        assertTrue(FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":deleted_one:en")
                .getLast()
                .isMissingNode());
    }

    @Test
    void aNameCanBeUsedAgainAsSoonAsItsLockEnds() {
        submit("used_again", "en");
        awaitStatus("used_again", "en", "PENDING");
        request().delete(path("used_again")).then().statusCode(204);
        Eventually.holds(() -> assertEquals(
                "PENDING_DELETION", atMeta("used_again", "en").json().getString("status")));
        MetaTemplatesServer.remove(atMeta("used_again", "en"));

        TemplateRows.endGracePeriod(account.id(), "used_again");
        submit("used_again", "en");

        awaitStatus("used_again", "en", "PENDING");
        assertFalse(localization("used_again", "en").has("expiresAt"));
    }

    @Test
    void aDecisionThatArrivesDuringAnEditStays() {
        approved("decided", "en");
        MetaTemplatesServer.duringEdit(() -> {
            statusWebhook("decided", "en", "REJECTED", "PROMOTIONAL", Instant.now());
            awaitStatus("decided", "en", "REJECTED");
        });

        edit("decided", "en", JsonObject.of("category", "MARKETING")).then().statusCode(200);

        var edited = localization("decided", "en");
        assertEquals("REJECTED", edited.path("status").asText());
        assertEquals("PROMOTIONAL", edited.path("rejectionReason").asText());
        assertEquals("MARKETING", get(path("decided")).path("category").asText());
    }

    /** As after the end of the process between two transactions. */
    @Test
    void aSubmittedLocalizationWhoseComparisonWasNotScheduledIsCompared() {
        submit("interrupted", "en");
        awaitStatus("interrupted", "en", "PENDING");
        var due = "select count(*) from template.reconcile_schedule where id = '" + account.id()
                + "' and due_at > now() + interval '1 hour'";
        ServiceDatabase.rows("insert into template.reconcile_schedule (id, due_at) values ('" + account.id()
                + "', now() + interval '1 day') on conflict (id) do update set due_at = now() + interval '1 day',"
                + " leased_until = null");
        Eventually.equal(1L, () -> TemplateRows.number(due));

        ServiceDatabase.rows("insert into template.submission_job (localization_id, attempt)"
                + " select l.id, 1 from template.template_localization l join template.whatsapp_template t"
                + " on t.id = l.template_id where t.whatsapp_account_id = '" + account.id() + "'");

        Eventually.equal(0L, () -> TemplateRows.number(due));
    }

    @Test
    void aLanguageIsAddedOnce() {
        submit("grows", "en");

        add("grows", "de").then().statusCode(201).header("Location", endsWith(path("grows") + "/de"));
        add("grows", "de").then().statusCode(409);
        add("unknown_template", "de").then().statusCode(404);
        submit(template("grows", "fr")).then().statusCode(409);

        awaitStatus("grows", "de", "PENDING");
        assertEquals(2, get(path("grows") + "/localizations").size());
    }

    private Response add(String name, String language) {
        return request()
                .contentType("application/json")
                .body(localization(language).encode())
                .post(path(name) + "/localizations");
    }
}
