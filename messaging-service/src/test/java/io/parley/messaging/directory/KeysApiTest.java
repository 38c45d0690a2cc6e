package io.parley.messaging.directory;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.checked;
import static io.parley.messaging.directory.Operator.keyId;
import static io.parley.messaging.directory.Operator.settings;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Life cycle of an API key. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class KeysApiTest {
    @RegisterExtension
    final OperatedAccount account = new OperatedAccount();

    @Test
    void aKeyIsReturnedOnceAndHasItsScopes() {
        var created = checked(
                "post",
                ACCOUNT + "/keys",
                account.path() + "/keys",
                Map.of("name", "crm", "scopes", List.of("channels:read", "messages:write")),
                201);
        var id = created.extract().<String>path("id");
        var key = created.extract().<String>path("key");

        checked("get", ACCOUNT + "/keys/{keyId}", account.path() + "/keys/" + id, null, 200)
                .body("key", nullValue())
                .body("name", equalTo("crm"));
        checked("get", ACCOUNT + "/keys", account.path() + "/keys", null, 200)
                .body("id", hasItems(id))
                .body(not(containsString(key)))
                .body(not(containsString("hash")));
        settings(key).statusCode(200).body("scopes", contains("channels:read", "messages:write"));

        checked(
                "put",
                ACCOUNT + "/keys/{keyId}",
                account.path() + "/keys/" + id,
                Map.of("scopes", List.of("media:read")),
                200);
        settings(key).body("scopes", contains("media:read"));
    }

    @Test
    void aRevokedKeyIsRejectedImmediatelyAndPermanently() {
        var id = keyId(account.customer.key());

        checked("delete", ACCOUNT + "/keys/{keyId}", account.path() + "/keys/" + id, null, 204);

        settings(account.customer.key()).statusCode(401);
        checked("put", ACCOUNT + "/keys/{keyId}", account.path() + "/keys/" + id, Map.of(), 200)
                .body("revokedAt", notNullValue());
        settings(account.customer.key()).statusCode(401);
        checked("post", ACCOUNT + "/keys/{keyId}/rotation", account.path() + "/keys/" + id + "/rotation", null, 409);
    }

    @Test
    void rotationRevokesTheOldKeyUnlessAnOverlapIsGiven() {
        var path = ACCOUNT + "/keys/{keyId}/rotation";
        var second = checked(
                        "post",
                        path,
                        account.path() + "/keys/" + keyId(account.customer.key()) + "/rotation",
                        null,
                        201)
                .extract()
                .<String>path("key");
        settings(account.customer.key()).statusCode(401);
        settings(second).statusCode(200);

        var third = checked(
                        "post",
                        path,
                        account.path() + "/keys/" + keyId(second) + "/rotation",
                        Map.of("overlapSeconds", 3600),
                        201)
                .extract()
                .<String>path("key");

        settings(second).statusCode(200);
        settings(third).statusCode(200);
        checked("get", ACCOUNT + "/keys/{keyId}", account.path() + "/keys/" + keyId(second), null, 200)
                .body("expiresAt", notNullValue());
    }

    @Test
    void anExpiredKeyIsRejected() {
        var key = checked(
                        "post",
                        ACCOUNT + "/keys",
                        account.path() + "/keys",
                        Map.of("expiresAt", "2020-01-01T00:00:00Z"),
                        201)
                .extract()
                .<String>path("key");

        settings(key).statusCode(401);
    }

    @Test
    void theNumberOfValidKeysIsLimited() {
        for (var count = 1; count < 20; count++) {
            Operator.key(account.customer.accountId(), List.of());
        }

        checked("post", ACCOUNT + "/keys", account.path() + "/keys", Map.of(), 409)
                .body("detail", containsString("20 valid keys"));
    }
}
