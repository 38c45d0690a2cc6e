package io.parley.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.WithWhatsAppAccount;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A customer with a WhatsApp account and one number of it, and Meta's templates of the account. */
abstract class WithTemplates extends WithWhatsAppAccount {

    @BeforeEach
    void resetMeta() {
        MetaTemplatesServer.reset();
    }

    protected String path() {
        return API + "/accounts/" + account.id() + "/templates";
    }

    protected String path(String name) {
        return path() + "/" + name;
    }

    protected String numberPath() {
        return API + "/phone-numbers/" + number.identity() + "/templates";
    }

    /** Submits a template with one placeholder in these languages. */
    protected void submit(String name, String... languages) {
        submit(template(name, languages)).then().statusCode(201);
    }

    protected Response submit(JsonObject template) {
        return request().contentType("application/json").body(template.encode()).post(path());
    }

    protected static JsonObject template(String name, String... languages) {
        var localizations = new JsonArray();
        for (var language : languages) {
            localizations.add(localization(language));
        }
        return JsonObject.of("name", name, "category", "UTILITY", "localizations", localizations);
    }

    protected static JsonObject localization(String language) {
        return JsonObject.of("language", language, "components", new JsonArray().add(body("Hello {{1}}, welcome.")));
    }

    protected static JsonObject body(String text) {
        return JsonObject.of("type", "BODY", "text", text, "example", JsonObject.of("texts", JsonArray.of("Mina")));
    }

    /** The localization as the API returns it; a missing node if there is none. */
    protected JsonNode localization(String name, String language) {
        var template = get(path(name));
        for (var localization : template.path("localizations")) {
            if (localization.path("language").asText().equals(language)) {
                return localization;
            }
        }
        return MissingNode.getInstance();
    }

    protected void awaitStatus(String name, String language, String status) {
        Eventually.holds(() ->
                assertEquals(status, localization(name, language).path("status").asText()));
    }

    protected MetaTemplatesServer.MetaTemplateObject atMeta(String name, String language) {
        return MetaTemplatesServer.template(account.wabaId(), name, language);
    }

    /** Publishes a webhook as the gateway does. */
    protected void webhook(String kind, JsonObject value, Instant at) {
        webhooks(kind, List.of(value), at);
    }

    /** As {@link #webhook}, for several at once. */
    protected void webhooks(String kind, List<JsonObject> values, Instant at) {
        var events = values.stream()
                .map(value -> event(kind, value.encode(), value.getValue("message_template_id"), at))
                .toList();
        publish(Topics.TEMPLATE_PROVIDER_EVENTS, events);
    }

    /** Meta's webhook about a new status of a template that it has. */
    protected void statusWebhook(String name, String language, String status, String reason, Instant at) {
        var template = atMeta(name, language);
        template.json().put("status", status);
        webhook(
                "message_template_status_update",
                JsonObject.of(
                        "event", status,
                        "message_template_id", Long.parseLong(template.id()),
                        "message_template_name", name,
                        "message_template_language", language,
                        "reason", reason),
                at);
    }

    /** Submits a template that Meta approves. */
    protected void approved(String name, String language) {
        submit(name, language);
        awaitStatus(name, language, "PENDING");
        statusWebhook(name, language, "APPROVED", "NONE", Instant.now().minusSeconds(10));
        awaitStatus(name, language, "APPROVED");
    }

    protected Response edit(String name, String language, JsonObject change) {
        return request().contentType("application/json").body(change.encode()).patch(path(name) + "/" + language);
    }
}
