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
import io.parley.template.MetaTemplatesServer.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
    void aLocalizationThatMetaRefusesDoesNotAffectTheOthers() {
        MetaTemplatesServer.fail(Fault.REFUSED);

        submit("two_languages", "en", "de");

        Eventually.holds(() -> {
            var states = List.of(
                    localization("two_languages", "en").path("status").asText(),
                    localization("two_languages", "de").path("status").asText());
            assertEquals(1, Collections.frequency(states, "SUBMIT_FAILED"), states::toString);
            assertEquals(1, Collections.frequency(states, "PENDING"), states::toString);
        });
        var failed = localization("two_languages", "en").path("status").asText().equals("SUBMIT_FAILED") ? "en" : "de";
        assertTrue(localization("two_languages", failed)
                .path("statusReason")
                .asText()
                .contains("Variables"));

        edit("two_languages", failed, JsonObject.of("components", new JsonArray().add(body("Hi {{1}}, hello."))))
                .then()
                .statusCode(200);

        awaitStatus("two_languages", failed, "PENDING");
    }

    @Test
    void noResponseCreatesATemplateTwice() {
        var faults = Collections.nCopies(20, Fault.LOST_RESPONSE).toArray(Fault[]::new);
        MetaTemplatesServer.fail(faults);

        for (var i = 0; i < 20; i++) {
            submit("lost_" + i, "en");
        }

        for (var i = 0; i < 20; i++) {
            awaitStatus("lost_" + i, "en", "PENDING");
        }
        assertEquals(20, MetaTemplatesServer.templates(account.wabaId()).size());
    }

    @Test
    void throttledAndUnavailableSubmissionsAreRepeated() {
        MetaTemplatesServer.fail(Fault.THROTTLED, Fault.UNAVAILABLE);

        submit("throttled_one", "en");

        awaitStatus("throttled_one", "en", "PENDING");
        assertEquals(3, MetaTemplatesServer.created().size());
    }

    @Test
    void aSampleFileIsUploadedAndNamedByItsHandle() {
        submit(withHeader("with_picture", "picture.png")).then().statusCode(201);

        awaitStatus("with_picture", "en", "PENDING");
        assertEquals(1, MetaTemplatesServer.uploaded().size());
        var header = MetaTemplatesServer.created()
                .getFirst()
                .getJsonArray("components")
                .getJsonObject(0);
        assertEquals(
                "4:handle-1",
                header.getJsonObject("example").getJsonArray("header_handle").getString(0));
    }

    @Test
    void aMissingSampleFileFailsTheSubmission() {
        submit(withHeader("without_picture", "missing.jpg")).then().statusCode(201);

        awaitStatus("without_picture", "en", "SUBMIT_FAILED");
        assertTrue(localization("without_picture", "en")
                .path("statusReason")
                .asText()
                .contains("HTTP status 404"));
    }

    @Test
    void anApprovedTemplateIsEditedAndReviewedAgain() {
        approved("edited", "en");

        edit("edited", "en", JsonObject.of("category", "MARKETING")).then().statusCode(200);

        awaitStatus("edited", "en", "PENDING");
        assertEquals("MARKETING", get(path("edited")).path("category").asText());
        assertEquals("MARKETING", atMeta("edited", "en").json().getString("category"));
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
        MetaTemplatesServer.remove(atMeta("deleted_one", "en"));
        submit("deleted_one", "en");
        awaitStatus("deleted_one", "en", "PENDING");
    }

    @Test
    void qualityAndCategoryAreReportedOnce() {
        approved("rated", "en");
        var id = Long.parseLong(atMeta("rated", "en").id());
        var quality = JsonObject.of(
                "previous_quality_score", "GREEN", "new_quality_score", "YELLOW", "message_template_id", id);
        var category =
                JsonObject.of("previous_category", "UTILITY", "new_category", "MARKETING", "message_template_id", id);

        for (var i = 0; i < 2; i++) {
            webhook("message_template_quality_update", quality, Instant.now());
            webhook("template_category_update", category, Instant.now());
        }

        Eventually.holds(() -> {
            assertEquals(
                    "YELLOW",
                    localization("rated", "en")
                            .path("qualityScore")
                            .path("score")
                            .asText());
            assertEquals("MARKETING", get(path("rated")).path("category").asText());
        });
        Eventually.holds(() -> assertEquals(
                1,
                FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":rated:en").stream()
                        .flatMap(fact -> fact.findValuesAsText("property").stream())
                        .filter("category"::equals)
                        .count()));
    }

    @Test
    void aPausedTemplateIsShownAsApprovedWithBadQuality() {
        approved("paused", "en");

        statusWebhook("paused", "en", "PAUSED", "NONE", Instant.now());

        Eventually.holds(() -> {
            var paused = localization("paused", "en");
            assertEquals("PAUSED", paused.path("metaStatus").asText());
            assertEquals("APPROVED", paused.path("status").asText());
            assertEquals("RED", paused.path("qualityScore").path("score").asText());
        });
        Eventually.holds(() -> {
            var last = FactsReader.facts(Topics.TEMPLATE_FACTS, account.id() + ":paused:en")
                    .getLast();
            assertEquals("PAUSED", last.path("metaStatus").asText());
            assertEquals("PAUSED", last.path("changes").path(0).path("newValue").asText());
        });
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

    @Test
    void anAuthenticationTemplateShowsItsFixedTexts() {
        submit(JsonObject.of(
                        "name",
                        "login_code",
                        "category",
                        "AUTHENTICATION",
                        "localizations",
                        JsonArray.of(JsonObject.of(
                                "language",
                                "en",
                                "components",
                                JsonArray.of(
                                        JsonObject.of("type", "BODY", "addSecurityRecommendation", true),
                                        JsonObject.of("type", "FOOTER", "codeExpirationMinutes", 10),
                                        JsonObject.of(
                                                "type",
                                                "BUTTONS",
                                                "buttons",
                                                JsonArray.of(
                                                        JsonObject.of(
                                                                "type",
                                                                "OTP",
                                                                "otpType",
                                                                "COPY_CODE",
                                                                "text",
                                                                "Copy"))))))))
                .then()
                .statusCode(201);

        awaitStatus("login_code", "en", "PENDING");
        var shown = localization("login_code", "en");
        assertEquals(600, shown.path("messageSendTimeToLiveSeconds").asInt());
        assertTrue(shown.path("components").path(0).path("text").asText().contains("verification code"));
        assertFalse(shown.has("rejectionReason"));
        assertEquals(600, MetaTemplatesServer.created().getFirst().getInteger("message_send_ttl_seconds"));
    }

    private Response edit(String name, String language, JsonObject change) {
        return request().contentType("application/json").body(change.encode()).patch(path(name) + "/" + language);
    }

    private Response add(String name, String language) {
        return request()
                .contentType("application/json")
                .body(localization(language).encode())
                .post(path(name) + "/localizations");
    }

    private void approved(String name, String language) {
        submit(name, language);
        awaitStatus(name, language, "PENDING");
        statusWebhook(name, language, "APPROVED", "NONE", Instant.now().minusSeconds(10));
        awaitStatus(name, language, "APPROVED");
    }

    private static JsonObject withHeader(String name, String file) {
        var template = template(name, "en");
        var header = JsonObject.of(
                "type",
                "HEADER",
                "format",
                "IMAGE",
                "example",
                JsonObject.of("url", MetaTemplatesServer.url() + "/samples/" + file));
        template.getJsonArray("localizations")
                .getJsonObject(0)
                .put("components", JsonArray.of(header, body("Hello {{1}}, welcome.")));
        return template;
    }
}
