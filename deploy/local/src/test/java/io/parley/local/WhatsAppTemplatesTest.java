package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life cycle of templates through the front, against the sandbox in the place of Meta. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class WhatsAppTemplatesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATES =
            "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/templates";
    private static final String REVIEWED_BY_TEST = "{'templates':{'automaticReview':false}}";

    private final ProductTeam team;
    private final SandboxControl sandbox;
    private CountingCustomer customer;

    WhatsAppTemplatesTest(Platform platform) {
        this.team = new ProductTeam(platform);
        this.sandbox = new SandboxControl(platform.endpoints().sandbox());
    }

    @BeforeEach
    void listen() throws Exception {
        customer = new CountingCustomer();
        team.put("/configurations/callbacks", Map.of("businessNotificationUrl", customer.url("/business")));
    }

    @AfterEach
    void close() throws Exception {
        sandbox.faults("{}");
        customer.close();
    }

    @Test
    void aTemplateIsSubmittedApprovedAndSent() throws Exception {
        submit("order_ready");

        awaitStatus("order_ready", "APPROVED");
        var notified = notification("order_ready", "APPROVED");
        Contract.checkWebhook("businessNotification", notified.toString());
        assertEquals("PENDING", notified.path("changedValue").path("oldValue").asText());
        var message = eventually("the template can be sent", () -> send("order_ready"));
        eventually("the message is delivered", () -> isDelivered(message) ? message : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABUSIVE_CONTENT",
                "INCORRECT_CATEGORY",
                "INVALID_FORMAT",
                "PROMOTIONAL",
                "SCAM",
                "TAG_CONTENT_MISMATCH"
            })
    void aRejectionIsReportedWithItsReason(String reason) throws Exception {
        sandbox.faults(REVIEWED_BY_TEST);
        var name = "rejected_for_" + reason.toLowerCase(Locale.ROOT);
        submit(name);
        var id = awaitStatus(name, "PENDING");

        sandbox.change("/control/templates/" + id + "/reject", Map.of("reason", reason));

        awaitStatus(name, "REJECTED");
        assertEquals(reason, localization(name).path("rejectionReason").asText());
        assertEquals(
                reason,
                notification(name, "REJECTED")
                        .path("changedValue")
                        .path("reason")
                        .asText());
        assertEquals(400, trySend(name));
    }

    @Test
    void everyLaterChangeOfMetaIsShownAndReported() throws Exception {
        submit("changing_one");
        awaitStatus("changing_one", "APPROVED");
        var change = "/control/templates/" + metaId("changing_one") + "/";

        sandbox.change(change + "quality", Map.of("score", "YELLOW"));
        notification("changing_one", "YELLOW");
        sandbox.change(change + "pause", Map.of());
        notification("changing_one", "PAUSED");
        assertEquals("APPROVED", localization("changing_one").path("status").asText());
        eventually("a paused template is refused", () -> trySend("changing_one") == 400 ? true : null);
        sandbox.change(change + "unpause", Map.of());
        awaitMetaStatus("changing_one", "APPROVED");
        sandbox.change(change + "category", Map.of("category", "MARKETING"));
        notification("changing_one", "MARKETING");
        sandbox.change(change + "disable", Map.of());
        awaitStatus("changing_one", "REJECTED");
        sandbox.change(change + "reinstate", Map.of());
        awaitStatus("changing_one", "APPROVED");
    }

    @Test
    void aDecisionWithoutAWebhookIsFoundByTheComparison() throws Exception {
        sandbox.faults(REVIEWED_BY_TEST);
        submit("silent_one");
        var id = awaitStatus("silent_one", "PENDING");

        sandbox.change("/control/templates/" + id + "/approve", Map.of("silent", true));

        awaitStatus("silent_one", "APPROVED");
    }

    @Test
    void lostResponsesCreateNoTemplateTwice() throws Exception {
        sandbox.faults("{'templates':{'automaticReview':false,'resetAfterWrite':1}}");
        for (var i = 0; i < 5; i++) {
            submit("unanswered_" + i);
        }

        for (var i = 0; i < 5; i++) {
            awaitStatus("unanswered_" + i, "PENDING");
        }
    }

    @Test
    void aDeletedTemplateIsDeletedAtMetaAndItsNameIsLocked() throws Exception {
        submit("deleted_here");
        awaitStatus("deleted_here", "APPROVED");

        assertEquals(204, team.call("DELETE", TEMPLATES + "/deleted_here", null).statusCode());

        eventually(
                "it is deleted at Meta",
                () -> localization("deleted_here").path("status").asText().equals("DELETED") ? true : null);
        assertTrue(localization("deleted_here").has("expiresAt"));
        assertEquals(409, team.call("POST", TEMPLATES, body("deleted_here")).statusCode());
        assertEquals(400, trySend("deleted_here"));
    }

    @Test
    void templatesThatMetaHadBeforeAreImported() throws Exception {
        eventually("hello_world is imported", () -> {
            var found = get(TEMPLATES + "/hello_world");
            return found.path("localizations").isEmpty() ? null : found;
        });
        var ofNumber = get("/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/templates");
        assertTrue(ofNumber.findValuesAsText("templateName").contains("hello_world"), ofNumber.toString());
    }

    private void submit(String name) throws Exception {
        var response = team.call("POST", TEMPLATES, body(name));
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(
                "/conversations/v3" + TEMPLATES + "/" + name,
                response.headers().firstValue("location").orElse(""));
    }

    private static String body(String name) throws Exception {
        var body = Map.of(
                "type",
                "BODY",
                "text",
                "Hello {{1}}, your order is ready to be picked up in our shop.",
                "example",
                Map.of("texts", List.of("Mina")));
        return JSON.writeValueAsString(Map.of(
                "name",
                name,
                "category",
                "UTILITY",
                "localizations",
                List.of(Map.of("language", "en", "components", List.of(body)))));
    }

    /** Returns the message's id; null while the template is not known to be approved. */
    private String send(String name) {
        try {
            var response = message(name);
            return response.statusCode() == 202
                    ? JSON.readTree(response.body()).path("messageId").asText()
                    : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int trySend(String name) {
        try {
            return message(name).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> message(String name) throws Exception {
        var template = Map.of(
                "templateId",
                name,
                "templateLanguage",
                "en",
                "components",
                Map.of("body", List.of(Map.of("type", "text", "text", "Mina"))));
        return team.call(
                "POST",
                "/messages",
                JSON.writeValueAsString(Map.of(
                        "channel",
                        "whatsapp",
                        "from",
                        LocalIdentities.WHATSAPP_NUMBER,
                        "to",
                        "491701234567",
                        "content",
                        Map.of("contentType", "template", "template", template))));
    }

    private boolean isDelivered(String message) {
        try {
            return Set.of("MessageStatus::delivered", "MessageStatus::seen")
                    .contains(team.status(message).path("status").asText());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode localization(String name) {
        return get(TEMPLATES + "/" + name).path("localizations").path(0);
    }

    /** Waits for the contract's status; returns Meta's id of the template. */
    private String awaitStatus(String name, String status) throws Exception {
        eventually(
                name + " is " + status,
                () -> localization(name).path("status").asText().equals(status) ? true : null);
        return metaId(name);
    }

    private void awaitMetaStatus(String name, String status) throws Exception {
        eventually(
                name + " is " + status,
                () -> localization(name).path("metaStatus").asText().equals(status) ? true : null);
    }

    private String metaId(String name) throws Exception {
        return sandbox.templateId(LocalIdentities.WABA_ID, name);
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(team.call("GET", path, null).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The notification of the template's change to this value. */
    private JsonNode notification(String name, String value) throws Exception {
        return eventually(name + " is reported as " + value, () -> customer.calls().stream()
                .map(CountingCustomer.Call::body)
                .filter(body -> body.path("entity").path("name").asText().equals(name))
                .filter(body ->
                        body.path("changedValue").path("newValue").asText().equals(value))
                .findFirst()
                .orElse(null));
    }
}
