package io.parley.messaging.configuration;

import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators read and replace the callback settings of an account and of its senders. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OperatorCallbackSettingsTest {
    private static final String ACCOUNT = Operator.ACCOUNT + "/callback-settings";
    private static final String SENDER = Operator.ACCOUNT + "/senders/{senderId}/callback-settings";
    private static final String URL = "https://customer.invalid/status";

    private Customer customer;
    private String account;
    private String sender;

    @BeforeEach
    void createCustomer() {
        customer = Operator.customer("Configured");
        account = "/accounts/" + customer.accountId();
        sender = account + "/senders/"
                + Operator.post(account + "/senders", Map.of("channel", "sms", "identity", Operator.unusedNumber()))
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    @Test
    void settingsOfTheAccountAreThoseOfItsKeyWithMaskedSecrets() {
        var signature = Map.of("method", "HS256", "secret", "a-secret-of-the-customer");

        checked(
                        "put",
                        ACCOUNT,
                        account + "/callback-settings",
                        Map.of("messageStatusUrl", URL, "signature", signature),
                        200)
                .body("messageStatusUrl", equalTo(URL))
                .body("signature.secret", equalTo("********"));

        customer.request()
                .get("/conversations/v3/configurations")
                .then()
                .statusCode(200)
                .body("callback.messageStatusUrl", equalTo(URL));
        checked("put", ACCOUNT, account + "/callback-settings", Map.of(), 200).body("messageStatusUrl", nullValue());
    }

    @Test
    void settingsOfASenderOverrideThem() {
        checked(
                        "put",
                        SENDER,
                        sender + "/callback-settings",
                        Map.of("eventFilter", List.of("MessageStatus::failed")),
                        200)
                .body("eventFilter", contains("MessageStatus::failed"));
        checked("get", SENDER, sender + "/callback-settings", null, 200)
                .body("eventFilter", contains("MessageStatus::failed"));
    }

    @Test
    void invalidSettingsNameTheMember() {
        checked(
                        "put",
                        ACCOUNT,
                        account + "/callback-settings",
                        Map.of("messageStatusUrl", "ftp://customer.invalid"),
                        400)
                .body("violations.field", hasItem("messageStatusUrl"));
        checked("put", SENDER, sender + "/callback-settings", Map.of("callbackVersion", "1"), 400)
                .body("violations.field", hasItem("callbackVersion"));
    }

    @Test
    void settingsOfOtherAccountsAreNotFound() {
        var other = "/accounts/" + Operator.customer("Other").accountId();
        var unknown = "/accounts/" + UUID.randomUUID();

        checked("get", SENDER, other + sender.substring(account.length()) + "/callback-settings", null, 404);
        checked("put", SENDER, other + sender.substring(account.length()) + "/callback-settings", Map.of(), 404);
        checked("get", ACCOUNT, unknown + "/callback-settings", null, 404);
        checked("put", ACCOUNT, unknown + "/callback-settings", Map.of(), 404);
        checked("get", Operator.ACCOUNT + "/template-states", unknown + "/template-states", null, 404);
        checked("get", Operator.ACCOUNT + "/flow-states", unknown + "/flow-states", null, 404);
    }
}
