package io.parley.messaging.directory;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operator API for senders and WhatsApp accounts. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SendersApiTest {
    @RegisterExtension
    final OperatedAccount account = new OperatedAccount();

    @Test
    void aDuplicateIsAConflict() {
        var waba = Operator.unusedNumber();
        var created = checked(
                        "post",
                        ACCOUNT + "/whatsapp-accounts",
                        account.path() + "/whatsapp-accounts",
                        Map.of("wabaId", waba, "name", "Corner Shop"),
                        201)
                .extract()
                .<String>path("id");
        checked(
                        "post",
                        ACCOUNT + "/whatsapp-accounts",
                        account.path() + "/whatsapp-accounts",
                        Map.of("wabaId", waba, "name", "Again"),
                        409)
                .body("detail", containsString("wabaId"));
        var identity = Operator.unusedNumber();
        var sender = Map.of(
                "channel",
                "whatsapp",
                "identity",
                "+" + identity,
                "providerId",
                "1" + identity,
                "whatsAppAccountId",
                created);
        var id = checked("post", ACCOUNT + "/senders", account.path() + "/senders", sender, 201)
                .body("identity", equalTo(identity))
                .extract()
                .<String>path("id");
        checked("post", ACCOUNT + "/senders", account.path() + "/senders", sender, 409);
        checked(
                        "post",
                        ACCOUNT + "/senders",
                        account.path() + "/senders",
                        Map.of(
                                "channel",
                                "whatsapp",
                                "identity",
                                Operator.unusedNumber(),
                                "providerId",
                                "1" + identity),
                        409)
                .body("detail", containsString("providerId"));

        checked(
                "get",
                ACCOUNT + "/whatsapp-accounts/{id}",
                account.path() + "/whatsapp-accounts/" + created,
                null,
                200);
        checked(
                        "put",
                        ACCOUNT + "/whatsapp-accounts/{id}",
                        account.path() + "/whatsapp-accounts/" + created,
                        Map.of("wabaId", waba, "name", "New"),
                        200)
                .body("name", equalTo("New"));
        checked("get", ACCOUNT + "/whatsapp-accounts", account.path() + "/whatsapp-accounts", null, 200)
                .body("", hasSize(1));
        checked(
                "delete",
                ACCOUNT + "/whatsapp-accounts/{id}",
                account.path() + "/whatsapp-accounts/" + created,
                null,
                204);
        checked("get", ACCOUNT + "/senders/{id}", account.path() + "/senders/" + id, null, 200);
        checked("get", ACCOUNT + "/senders", account.path() + "/senders", null, 200)
                .body("", hasSize(1));
        checked("delete", ACCOUNT + "/senders/{id}", account.path() + "/senders/" + id, null, 204);
        account.customer
                .request()
                .get("/conversations/v3/configurations/channels/whatsapp/phone-numbers/" + identity)
                .then()
                .statusCode(403);
    }

    @Test
    void invalidRequestsNameTheField() {
        var path = account.path() + "/senders";
        violations(path, Map.of("channel", "smoke", "identity", "1234"), "channel");
        violations(path, Map.of("channel", "whatsapp", "identity", "?"), "identity");
        violations(path, Map.of("channel", "sms", "identity", "CornerShop24"), "identity");
        violations(
                path,
                Map.of("channel", "whatsapp", "identity", "1234", "scopes", List.of("channels:read")),
                "scopes[0]");
        violations(path, Map.of("channel", "whatsapp", "identity", "1234", "scopes", List.of("fly")), "scopes[0]");
        violations(path, Map.of("channel", "whatsapp", "identity", "1234", "owner", "me"), "owner");
        violations(
                path,
                Map.of("channel", "whatsapp", "identity", "1234", "whatsAppAccountId", UUID.randomUUID()),
                "providerId");
        violations(
                path,
                Map.of(
                        "channel",
                        "whatsapp",
                        "identity",
                        "1234",
                        "providerId",
                        "1",
                        "whatsAppAccountId",
                        UUID.randomUUID()),
                "whatsAppAccountId");
        violations("/accounts", Map.of(), "name");
        violations("/accounts", Map.of("name", "x", "id", "y"), "id");
        violations(account.path() + "/keys", Map.of("scopes", "all"), "scopes");
        violations(account.path() + "/keys", Map.of("expiresAt", "tomorrow"), "expiresAt");
    }

    @Test
    void channelAndIdentityOfASenderCannotBeChanged() {
        var created = checked(
                "post",
                ACCOUNT + "/senders",
                account.path() + "/senders",
                Map.of("channel", "whatsapp", "identity", Operator.unusedNumber()),
                201);
        var id = created.extract().<String>path("id");
        var identity = created.extract().<String>path("identity");

        checked(
                        "put",
                        ACCOUNT + "/senders/{id}",
                        account.path() + "/senders/" + id,
                        Map.of("channel", "whatsapp", "identity", "1234"),
                        400)
                .body("violations.field", contains("identity"));
        checked(
                        "put",
                        ACCOUNT + "/senders/{id}",
                        account.path() + "/senders/" + id,
                        Map.of(
                                "channel",
                                "whatsapp",
                                "identity",
                                identity,
                                "name",
                                "Shop",
                                "attributes",
                                Map.of("a", "b")),
                        200)
                .body("attributes.a", equalTo("b"));
    }

    private void violations(String path, Map<String, ?> body, String field) {
        assertEquals(
                List.of(field),
                Operator.post(path, body).statusCode(400).extract().path("violations.field"));
    }
}
