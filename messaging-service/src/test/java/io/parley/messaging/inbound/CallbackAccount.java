package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.delivery.RecordingCustomer.Call;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A new WhatsApp account for each test, whose customer receives business notifications: publishes changes from Meta and
 * template-service and returns the customer's callbacks. Single quotes in samples stand for double quotes.
 */
@Dependent
class CallbackAccount implements BeforeEachCallback, AfterEachCallback {
    final CallbackNumber number;
    private final TestTopics bus;
    private final Directory directory;
    private final CallbackSettingsCache settings;
    private final ObjectMapper json;
    WhatsAppAccount whatsAppAccount;

    CallbackAccount(
            CallbackNumber number,
            TestTopics bus,
            Directory directory,
            CallbackSettingsCache settings,
            ObjectMapper json) {
        this.number = number;
        this.bus = bus;
        this.directory = directory;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        number.beforeEach(context);
        whatsAppAccount =
                new WhatsAppAccount(UUID.randomUUID(), accountId(), "waba-" + number.run, "Corner Shop", true, 1);
        directory.apply(whatsAppAccount);
        GivenCallbacks.ofAccount(
                settings, accountId(), "{'businessNotificationUrl':'%s'}".formatted(number.customer.url("/biz")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        directory.remove(whatsAppAccount.key());
        number.afterEach(context);
    }

    private UUID accountId() {
        return number.sender.accountId();
    }

    /** Waits for this number of callbacks and returns their bodies, validated against the contract. */
    List<JsonNode> callbacks(int count) throws IOException {
        Eventually.equal(count, () -> number.customer.calls("/biz").size());
        Eventually.equal(0L, number::pendingCallbacks);
        var bodies = new ArrayList<JsonNode>();
        for (var call : number.customer.calls("/biz")) {
            bodies.add(checked(call));
        }
        assertEquals(count, bodies.size());
        return bodies;
    }

    private JsonNode checked(Call call) throws IOException {
        Contract.checkWebhook("businessNotification", call.text());
        assertFalse(call.text().contains("null"), call.text());
        return json.readTree(call.text());
    }

    static JsonNode of(String property, List<JsonNode> callbacks) {
        return callbacks.stream()
                .filter(body -> property(body).equals(property))
                .findFirst()
                .orElseThrow();
    }

    static String property(JsonNode body) {
        return body.path("changedValue").path("property").asText();
    }

    /** Publishes a change from Meta; the same field and second give the same event id. */
    void meta(String seconds, String field, String value) throws IOException {
        var payload = (ObjectNode)
                tree("{'entry':'%s','time':%s,'value':{%s}}".formatted(whatsAppAccount.wabaId(), seconds, value));
        bus.publish(List.of(bus.event("meta", field, number.run + seconds + field, payload.toString())));
    }

    Localization template(FactChange... changes) {
        return new Localization(
                1,
                accountId(),
                whatsAppAccount.id(),
                whatsAppAccount.wabaId(),
                "visit_reminder",
                "en",
                "1",
                "APPROVED",
                "APPROVED",
                "UTILITY",
                null,
                null,
                null,
                Arrays.asList(changes),
                1,
                Instant.now());
    }

    static FactChange change(String property, String oldValue, String newValue, String reason) {
        return new FactChange(UUID.randomUUID(), property, oldValue, newValue, reason, Instant.now());
    }

    JsonNode tree(String text) throws IOException {
        return json.readTree(text.replace('\'', '"'));
    }
}
