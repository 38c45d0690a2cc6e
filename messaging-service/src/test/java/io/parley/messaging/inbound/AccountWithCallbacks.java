package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.delivery.RecordingCustomer.Call;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A WhatsApp account whose customer receives business notifications: publishes changes from Meta and template-service
 * and returns the customer's callbacks. Single quotes in samples stand for double quotes.
 */
abstract class AccountWithCallbacks extends NumberWithCallbacks {
    @Inject
    ObjectMapper json;

    WhatsAppAccount account;

    @BeforeEach
    void createWhatsAppAccount() {
        account = new WhatsAppAccount(UUID.randomUUID(), sender.accountId(), "waba-" + run, "Corner Shop", true, 1);
        directory.apply(account);
        GivenCallbacks.ofAccount(
                settings, sender.accountId(), "{'businessNotificationUrl':'%s'}".formatted(customer.url("/biz")));
    }

    @AfterEach
    void removeWhatsAppAccount() {
        directory.remove(account.key());
    }

    /** Waits for this number of callbacks and returns their bodies, validated against the contract. */
    List<JsonNode> callbacks(int count) throws IOException {
        Eventually.equal(count, () -> customer.calls("/biz").size());
        Eventually.equal(0L, this::pendingCallbacks);
        var bodies = new ArrayList<JsonNode>();
        for (var call : customer.calls("/biz")) {
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
        var payload =
                (ObjectNode) tree("{'entry':'%s','time':%s,'value':{%s}}".formatted(account.wabaId(), seconds, value));
        bus.publish(List.of(bus.event("meta", field, run + seconds + field, payload.toString())));
    }

    Localization template(FactChange... changes) {
        return new Localization(
                1,
                sender.accountId(),
                account.id(),
                account.wabaId(),
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
