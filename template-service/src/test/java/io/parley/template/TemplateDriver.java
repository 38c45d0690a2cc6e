package io.parley.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.WhatsAppCustomer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Requests of a customer about templates, and Meta's templates of the account: none before a test. */
final class TemplateDriver implements BeforeEachCallback {
    private final WhatsAppCustomer customer;

    TemplateDriver(WhatsAppCustomer customer) {
        this.customer = customer;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        MetaTemplatesServer.reset();
    }

    String path() {
        return WhatsAppCustomer.API + "/accounts/" + customer.account().id() + "/templates";
    }

    String path(String name) {
        return path() + "/" + name;
    }

    String numberPath() {
        return WhatsAppCustomer.API + "/phone-numbers/" + customer.number().identity() + "/templates";
    }

    /** Submits a template with one placeholder in these languages. */
    void submit(String name, String... languages) {
        submit(template(name, languages)).statusCode(201);
    }

    ValidatableResponse submit(JsonObject template) {
        return json(template).post(path()).then();
    }

    static JsonObject template(String name, String... languages) {
        var localizations = new JsonArray();
        for (var language : languages) {
            localizations.add(localization(language));
        }
        return JsonObject.of("name", name, "category", "UTILITY", "localizations", localizations);
    }

    static JsonObject localization(String language) {
        return JsonObject.of("language", language, "components", new JsonArray().add(body("Hello {{1}}, welcome.")));
    }

    static JsonObject body(String text) {
        return JsonObject.of("type", "BODY", "text", text, "example", JsonObject.of("texts", JsonArray.of("Mina")));
    }

    JsonNode list() {
        return customer.get(path());
    }

    JsonNode get(String name) {
        return customer.get(path(name));
    }

    /** A member of the localization as text. */
    String text(String name, String language, String member) {
        return localization(name, language).path(member).asText();
    }

    /** The localization as the API returns it; a missing node if there is none. */
    JsonNode localization(String name, String language) {
        var template = get(name);
        for (var localization : template.path("localizations")) {
            if (localization.path("language").asText().equals(language)) {
                return localization;
            }
        }
        return MissingNode.getInstance();
    }

    void awaitStatus(String name, String language, String status) {
        Eventually.holds(() -> assertEquals(status, text(name, language, "status")));
    }

    MetaTemplatesServer.MetaTemplateObject atMeta(String name, String language) {
        return MetaTemplatesServer.template(customer.account().wabaId(), name, language);
    }

    /** Publishes a webhook as the gateway does. */
    void webhook(String kind, JsonObject value, Instant at) {
        webhooks(kind, List.of(value), at);
    }

    /** As {@link #webhook}, for several at once. */
    void webhooks(String kind, List<JsonObject> values, Instant at) {
        var events = values.stream()
                .map(value -> customer.event(kind, value.encode(), value.getValue("message_template_id"), at))
                .toList();
        customer.publish(Topics.TEMPLATE_PROVIDER_EVENTS, events);
    }

    /** Meta's webhook about a new status of a template that it has. */
    void statusWebhook(String name, String language, String status, String reason, Instant at) {
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
    void approved(String name, String language) {
        submit(name, language);
        awaitStatus(name, language, "PENDING");
        statusWebhook(name, language, "APPROVED", "NONE", Instant.now().minusSeconds(10));
        awaitStatus(name, language, "APPROVED");
    }

    ValidatableResponse edit(String name, String language, JsonObject change) {
        return json(change).patch(path(name) + "/" + language).then();
    }

    ValidatableResponse delete(String name) {
        return customer.request().delete(path(name)).then();
    }

    private RequestSpecification json(JsonObject body) {
        return customer.request().contentType("application/json").body(body.encode());
    }
}
