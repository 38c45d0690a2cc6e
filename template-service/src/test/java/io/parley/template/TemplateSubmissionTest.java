package io.parley.template;

import static io.parley.template.TemplateDriver.body;
import static io.parley.template.TemplateDriver.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.parley.template.MetaTemplatesServer.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Meta gets of a submitted template, and what its refusals and outages lead to. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateSubmissionTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void aLocalizationThatMetaRefusesDoesNotAffectTheOthers() {
        MetaTemplatesServer.fail(Fault.REFUSED);

        templates.submit("two_languages", "en", "de");

        Eventually.holds(() -> {
            var states = List.of(
                    templates.text("two_languages", "en", "status"), templates.text("two_languages", "de", "status"));
            assertEquals(1, Collections.frequency(states, "SUBMIT_FAILED"), states::toString);
            assertEquals(1, Collections.frequency(states, "PENDING"), states::toString);
        });
        var failed = templates.text("two_languages", "en", "status").equals("SUBMIT_FAILED") ? "en" : "de";
        assertTrue(templates.text("two_languages", failed, "statusReason").contains("Variables"));

        templates
                .edit(
                        "two_languages",
                        failed,
                        JsonObject.of("components", new JsonArray().add(body("Hi {{1}}, hello."))))
                .statusCode(200);

        templates.awaitStatus("two_languages", failed, "PENDING");
    }

    @Test
    void noResponseCreatesATemplateTwice() {
        var faults = Collections.nCopies(20, Fault.LOST_RESPONSE).toArray(Fault[]::new);
        MetaTemplatesServer.fail(faults);

        for (var i = 0; i < 20; i++) {
            templates.submit("lost_" + i, "en");
        }

        for (var i = 0; i < 20; i++) {
            templates.awaitStatus("lost_" + i, "en", "PENDING");
        }
        assertEquals(
                20, MetaTemplatesServer.templates(customer.account().wabaId()).size());
    }

    @Test
    void throttledAndUnavailableSubmissionsAreRepeated() {
        MetaTemplatesServer.fail(Fault.THROTTLED, Fault.UNAVAILABLE);

        templates.submit("throttled_one", "en");

        templates.awaitStatus("throttled_one", "en", "PENDING");
        assertEquals(3, MetaTemplatesServer.created().size());
    }

    @Test
    void aSampleFileIsUploadedAndNamedByItsHandle() {
        templates.submit(withHeader("with_picture", "picture.png")).statusCode(201);

        templates.awaitStatus("with_picture", "en", "PENDING");
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
        templates.submit(withHeader("without_picture", "missing.jpg")).statusCode(201);

        templates.awaitStatus("without_picture", "en", "SUBMIT_FAILED");
        assertTrue(templates.text("without_picture", "en", "statusReason").contains("HTTP status 404"));
    }

    @Test
    void anAuthenticationTemplateShowsItsFixedTexts() {
        templates
                .submit(JsonObject.of(
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
                .statusCode(201);

        templates.awaitStatus("login_code", "en", "PENDING");
        var shown = templates.localization("login_code", "en");
        assertEquals(600, shown.path("messageSendTimeToLiveSeconds").asInt());
        assertTrue(shown.path("components").path(0).path("text").asText().contains("verification code"));
        assertFalse(shown.has("rejectionReason"));
        assertEquals(600, MetaTemplatesServer.created().getFirst().getInteger("message_send_ttl_seconds"));
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
