package io.parley.template;

import static io.parley.runtime.test.WhatsAppCustomer.digits;
import static io.parley.template.TemplateDriver.body;
import static io.parley.template.TemplateDriver.template;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, and who may make them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateRequestsTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @ParameterizedTest
    @ValueSource(strings = {"Capitals", "with-hyphen", "", "umläut", "space here"})
    void aNameHasOnlyLowerCaseLettersDigitsAndUnderscores(String name) {
        refused(template(name, "en"), "name");
    }

    @Test
    void theCategoryIsOneOfTheContract() {
        refused(template("bad_category", "en").put("category", "PROMOTION"), "category");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "xx", "Id", "localizations"})
    void theLanguageIsOneOfTheContract(String language) {
        refused(template("bad_language", language), "localizations[0].language");
    }

    @Test
    void aLanguageIsGivenOnceInAnySpelling() {
        refused(template("twice", "ID", "id"), "localizations[1].language");
    }

    @ParameterizedTest
    @CsvSource({"59,400", "601,400", "0,400", "-2,400", "-1,201", "60,201", "600,201"})
    void theTimeToLiveIsLimited(int seconds, int status) {
        var template = template("ttl_" + (seconds + 2), "en");
        template.getJsonArray("localizations").getJsonObject(0).put("messageSendTimeToLiveSeconds", seconds);

        templates.submit(template).statusCode(status);
    }

    @Test
    void aBodyIsNeeded() {
        refused(withComponents(JsonObject.of("type", "FOOTER", "text", "Corner Shop")), "localizations[0].components");
        refused(withComponents(JsonObject.of("type", "BODY")), "localizations[0].components[0].text");
    }

    @Test
    void placeholdersAreNumberedWithoutGaps() {
        refused(
                withComponents(JsonObject.of("type", "BODY", "text", "Hi {{1}}, see {{3}} here.")),
                "localizations[0].components[0].text");
    }

    @Test
    void samplesMayBeMissingButNotInPart() {
        var header = JsonObject.of("type", "HEADER", "format", "TEXT", "text", "Visit {{1}}");
        var body = JsonObject.of("type", "BODY", "text", "Hello {{1}}, hi {{2}}.");

        templates.submit(withComponents(header, body)).statusCode(201);
        refused(
                withComponents(header, body.copy().put("example", JsonObject.of("texts", JsonArray.of("a", "b")))),
                "localizations[0].components[0].example.text");
        refused(
                withComponents(body.copy().put("example", JsonObject.of("texts", JsonArray.of("a")))),
                "localizations[0].components[0].example.texts");
    }

    @Test
    void aCarouselStandsBesideABodyAlone() {
        var card = JsonObject.of(
                "components",
                JsonArray.of(
                        JsonObject.of("type", "HEADER", "format", "IMAGE"),
                        JsonObject.of("type", "BODY", "text", "A lamp"),
                        JsonObject.of(
                                "type",
                                "BUTTONS",
                                "buttons",
                                JsonArray.of(JsonObject.of("type", "QUICK_REPLY", "text", "More")))));
        var carousel = JsonObject.of("type", "CAROUSEL", "cards", JsonArray.of(card, card.copy()));
        var body = JsonObject.of("type", "BODY", "text", "Two lamps");

        templates
                .submit(withComponents(body, carousel).put("name", "lamps").put("category", "MARKETING"))
                .statusCode(201);
        refused(
                withComponents(body, JsonObject.of("type", "FOOTER", "text", "Shop"), carousel),
                "localizations[0].components");
    }

    @Test
    void oneTimePasswordsNeedTheMembersOfTheirKind() {
        var button = JsonObject.of("type", "OTP", "otpType", "ONE_TAP", "text", "Copy");
        var template = withComponents(
                        JsonObject.of("type", "BODY"),
                        JsonObject.of("type", "BUTTONS", "buttons", JsonArray.of(button)))
                .put("category", "AUTHENTICATION");

        refused(template, "localizations[0].components[1].buttons[0].autofillText");
    }

    @Test
    void anEditHasExactlyOneMember() {
        templates.submit("to_edit", "en");
        templates.awaitStatus("to_edit", "en", "PENDING");

        patch("to_edit/en", new JsonObject()).then().statusCode(400);
        patch(
                        "to_edit/en",
                        JsonObject.of("category", "MARKETING", "components", JsonArray.of(body("Hi {{1}}, hello."))))
                .then()
                .statusCode(400);
        patch("to_edit/en", JsonObject.of("userContext", "shop 1")).then().statusCode(200);
        patch("to_edit/xx", JsonObject.of("userContext", "shop 1"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("template-language"));
        patch("to_edit/de", JsonObject.of("userContext", "shop 1")).then().statusCode(404);
        patch("to_edit/localizations", JsonObject.of("userContext", "x")).then().statusCode(400);
        assertEquals("shop 1", templates.text("to_edit", "en", "userContext"));
    }

    @Test
    void operationsWithoutABodyAcceptEveryAcceptHeader() {
        for (var accept : new String[] {"application/problem+json", "text/plain", "*/*"}) {
            var name = "accepts_" + accept.replaceAll("[^a-z]", "_");
            customer.request()
                    .accept(accept)
                    .contentType("application/json")
                    .body(template(name, "en").encode())
                    .post(templates.path())
                    .then()
                    .statusCode(201)
                    .body(equalTo(""));
            customer.request()
                    .accept(accept)
                    .delete(templates.path(name))
                    .then()
                    .statusCode(204);
        }
        customer.request().accept("text/plain").get(templates.path()).then().statusCode(406);
    }

    @Test
    void aForeignAccountIsLikeOneThatDoesNotExist() {
        var other = UUID.randomUUID();
        customer.add(new Account(other, "Other", true, 1));
        var foreign = customer.add(new WhatsAppAccount(UUID.randomUUID(), other, "30" + digits(), "Other", true, 1));
        var unknown = UUID.randomUUID().toString();

        for (var suffix : new String[] {"", "/a_template", "/a_template/localizations"}) {
            var ofForeign = get404(foreign.id() + "/templates" + suffix);
            assertEquals(get404(unknown + "/templates" + suffix), ofForeign);
            assertEquals(ofForeign, get404(foreign.wabaId() + "/templates" + suffix));
        }
    }

    @Test
    void scopesAreNeededOnTheKeyAndOnANumberOfTheAccount() {
        var unscoped = customer.addKey(customer.id(), EnumSet.complementOf(EnumSet.of(Scope.TEMPLATES_READ)));
        RestAssured.given()
                .header("apikey", unscoped)
                .get(templates.path())
                .then()
                .statusCode(403);
        customer.remove(customer.number());
        customer.request()
                .get(templates.path())
                .then()
                .statusCode(403)
                .body("detail", containsString("templates:read"));

        customer.addNumber(customer.account(), Set.of(Scope.TEMPLATES_READ));

        customer.request().get(templates.path()).then().statusCode(200);
        templates.submit(template("not_granted", "en")).statusCode(403);
    }

    @Test
    void aBodyOfAMegabyteIsRefused() {
        var template = withComponents(JsonObject.of("type", "BODY", "text", "x".repeat(1_000_000)));

        templates.submit(template).statusCode(400);
    }

    private void refused(JsonObject template, String field) {
        templates.submit(template).statusCode(400).body("violations.field", hasItem(field));
    }

    private Response patch(String path, JsonObject change) {
        return customer.request()
                .contentType("application/json")
                .body(change.encode())
                .patch(templates.path(path));
    }

    private String get404(String path) {
        var response = customer.request().get("/conversations/v3/channels/whatsapp/accounts/" + path);
        assertEquals(404, response.statusCode());
        assertTrue(response.asString().contains("unknown"));
        return response.asString();
    }

    private static JsonObject withComponents(JsonObject... components) {
        var template = template("with_components", "en");
        template.getJsonArray("localizations").getJsonObject(0).put("components", JsonArray.of((Object[]) components));
        return template;
    }
}
