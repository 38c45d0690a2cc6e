package io.parley.messaging;

import io.parley.messaging.channel.whatsapp.profile.Pictures;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.EveryOperation;
import io.parley.runtime.test.ServiceDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new customer for each test, with all resources that the operations of both APIs need. */
final class OperationTargets implements BeforeEachCallback {

    /** The connection that listens for instance signals. */
    static final int HELD = 1;

    /** Paths of both documents, except those of other services. */
    private static final String OURS = "(?!.*/(templates|flows|flow-key|flow-signing-secret)(/|$)).*";

    Customer customer;
    private String number;
    /** Id of the Viber service. */
    String service;
    /** Id of the message that was sent. */
    String message;

    private String callback;
    private String whatsAppAccount;

    @Override
    public void beforeEach(ExtensionContext context) {
        customer = Operator.customer("Walker");
        number = Operator.sender(customer, "whatsapp", null);
        Operator.post("/accounts/" + customer.accountId() + "/senders", Map.of("channel", "sms", "identity", number))
                .statusCode(201);
        service = Operator.sender(customer, "viber", null);
        whatsAppAccount = created("/whatsapp-accounts", Map.of("wabaId", Operator.unusedNumber(), "name", "Shop"));
        created(
                "/senders",
                Map.of(
                        "channel",
                        "whatsapp",
                        "identity",
                        Operator.unusedNumber(),
                        "providerId",
                        Operator.unusedNumber(),
                        "whatsAppAccountId",
                        whatsAppAccount));
        customer.request()
                .contentType("application/json")
                .body("{\"messageStatusUrl\":\"https://customer.invalid/status\"}")
                .put("/conversations/v3/configurations/callbacks")
                .then()
                .statusCode(200);
        message = customer.request()
                .contentType("application/json")
                .body(text())
                .post("/conversations/v3/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("messageId");
        Eventually.holds(() -> callback = Operator.request()
                .get("/operator/v1/accounts/" + customer.accountId() + "/callbacks")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id"));
    }

    EveryOperation contract() {
        return EveryOperation.of("/contract/conversations-v3.yaml", "/conversations/v3", customer.key())
                .below(OURS)
                .with("phone-number", () -> number)
                .with("service-id", () -> service)
                .with("messageId", () -> message)
                .with("channel", () -> "viber")
                .with("from", () -> service)
                .with("to", () -> "4915550001111")
                .with("mediaId", this::uploaded)
                .with("whatsapp-account-id", () -> whatsAppAccount)
                .query("setCommerceSettings", "?enable=true")
                .body("updateProfile", "application/json", () -> utf8("{\"about\":\"Open on Sundays\"}"))
                .body("replaceLogo", "image/png", () -> Pictures.png(640, 640))
                .body("sendMessage", "application/json", () -> utf8(text()))
                .body("sendBulk", "application/json", () -> utf8(bulk()))
                .body("uploadMedia", "text/plain", () -> utf8("a file"));
    }

    EveryOperation operator() {
        var account = customer.accountId();
        var waba = created("/whatsapp-accounts", Map.of("wabaId", Operator.unusedNumber(), "name", "Shop"));
        var sender = created("/senders", Map.of("channel", "sms", "identity", Operator.unusedNumber()));
        var identity = identity(sender);
        return EveryOperation.of("/openapi/operator-v1.yaml", "/operator/v1", "operator-key-of-the-tests")
                .below(OURS)
                .with("accountId", () -> account)
                .with("keyId", () -> customer.key().split("_")[1])
                .with("id", ".*/whatsapp-accounts/.*", () -> waba)
                .with("id", ".*/senders/.*", () -> sender)
                .with("senderId", () -> sender)
                .with("messageId", () -> message)
                .with("id", ".*/callbacks/.*", () -> callback)
                .with("id", ".*/callback-endpoints/.*", this::disabledEndpoint)
                .body("createWhatsAppAccount", "application/json", () -> waba(Operator.unusedNumber()))
                .body("replaceWhatsAppAccount", "application/json", () -> waba(Operator.unusedNumber()))
                .body("createSender", "application/json", () -> sms(Operator.unusedNumber()))
                .body("replaceSender", "application/json", () -> sms(identity));
    }

    private String created(String path, Map<String, String> body) {
        return Operator.post("/accounts/" + customer.accountId() + path, body)
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String identity(String sender) {
        return Operator.request()
                .get("/operator/v1/accounts/" + customer.accountId() + "/senders/" + sender)
                .then()
                .extract()
                .path("identity");
    }

    /** A new one each time, since an operation enables it. Real ones have failed for days. */
    private String disabledEndpoint() {
        var id = Ids.next();
        try (var connection = ServiceDatabase.connect();
                var insert = connection.prepareStatement("""
                        insert into messaging.callback_endpoint
                          (id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at)
                        values (?, ?::uuid, ?, 'https://customer.invalid/status', now(), now(), now())""")) {
            insert.setObject(1, id);
            insert.setString(2, customer.accountId());
            insert.setLong(3, id.getLeastSignificantBits());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return id.toString();
    }

    /** A new file each time, since an operation deletes it. */
    private String uploaded() {
        return customer.request()
                .contentType("application/pdf")
                .body(utf8("%PDF-1.4\n%%EOF"))
                .post("/conversations/v3/media")
                .then()
                .statusCode(200)
                .extract()
                .path("mediaId");
    }

    String text() {
        return """
                {"to":"4915550001111","from":"%s","channel":"viber","rateType":"transaction",
                 "content":{"contentType":"text","text":"Hello"}}""".formatted(service);
    }

    private String bulk() {
        return """
                {"to":"4915550001111","from":"%s","channel":"viber","rateType":"transaction",
                 "messages":[{"contentType":"text","text":"Hello"},{"contentType":"text","text":"again"}]}""".formatted(service);
    }

    private static byte[] waba(String id) {
        return utf8("{\"wabaId\":\"" + id + "\",\"name\":\"Shop\"}");
    }

    private static byte[] sms(String identity) {
        return utf8("{\"channel\":\"sms\",\"identity\":\"" + identity + "\"}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
