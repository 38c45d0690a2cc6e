package io.parley.messaging.directory;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.ROOT;
import static io.parley.messaging.directory.Operator.checked;
import static io.parley.messaging.directory.Operator.keyId;
import static io.parley.messaging.directory.Operator.settings;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operator API: authentication, accounts and missing resources. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class AccountsApiTest {
    @RegisterExtension
    final OperatedAccount account = new OperatedAccount();

    @Test
    void theOperatorsCredentialIsRequired() {
        given().get(ROOT + "/accounts").then().statusCode(401);
        given().header("apikey", "wrong").get(ROOT + "/accounts").then().statusCode(401);
        account.customer.request().get(ROOT + account.path()).then().statusCode(401);
        Operator.request().get("/conversations/v3/configurations").then().statusCode(401);
    }

    @Test
    void anAccountIsCreatedRenamedDeactivatedAndActivated() {
        var created = checked("post", "/accounts", "/accounts", Map.of("name", "Corner Shop"), 201);
        var id = created.extract().<String>path("id");
        created.header("Location", containsString(ROOT + "/accounts/" + id));
        checked("put", ACCOUNT, "/accounts/" + id, Map.of("name", "Corner Shop 2"), 200)
                .body("name", equalTo("Corner Shop 2"))
                .body("active", equalTo(true));
        checked("get", ACCOUNT, "/accounts/" + id, null, 200).body("createdAt", notNullValue());
        checked("get", "/accounts", "/accounts?page=1&size=1", null, 200)
                .header("x-page-size", "1")
                .header("Link", containsString("rel=\"next\""))
                .body("", hasSize(1));

        checked("delete", ACCOUNT, account.path(), null, 204);

        settings(account.customer.key()).statusCode(401);
        checked("put", ACCOUNT, account.path(), Map.of("name", "Operated", "active", true), 200);
        settings(account.customer.key()).statusCode(200);
    }

    @Test
    void aPageFarBehindTheLastOneIsEmpty() {
        checked("get", "/accounts", "/accounts?page=999999999&size=1000", null, 200)
                .body("", hasSize(0));
    }

    @Test
    void foreignAndMissingResourcesAreNotFound() {
        var other = "/accounts/" + Operator.customer("Other").accountId();
        for (var path : List.of(
                "/accounts/" + UUID.randomUUID(),
                "/accounts/1-1-1-1-1",
                "/accounts/x",
                other + "/keys/" + keyId(account.customer.key()),
                other + "/senders/" + UUID.randomUUID(),
                "/accounts/" + UUID.randomUUID() + "/senders",
                "/accounts/" + UUID.randomUUID() + "/keys")) {
            Operator.request().get(ROOT + path).then().statusCode(404).body("title", equalTo("Not Found"));
        }
    }
}
