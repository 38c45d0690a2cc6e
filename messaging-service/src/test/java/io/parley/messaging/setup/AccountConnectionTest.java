package io.parley.messaging.setup;

import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator connects a WhatsApp account: its numbers become senders. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
class AccountConnectionTest {
    private static final String CONNECTION = "/accounts/{accountId}/whatsapp-accounts/{id}/connection";

    private final String waba = Operator.unusedNumber();
    private final String first = Operator.unusedNumber();
    private final String second = Operator.unusedNumber();
    private Customer customer;
    private String account;

    @BeforeEach
    void anAccountWithTwoNumbersAtMeta() {
        customer = Operator.customer("Corner shop");
        account = whatsAppAccount(customer);
        GraphServer.reset();
        GraphServer.on("POST /" + waba + "/subscribed_apps", "{'success':true}");
        GraphServer.on("GET /" + waba + "/subscribed_apps", "{'data':[{}]}");
        GraphServer.on("GET /debug_token", "{'data':{'is_valid':true}}");
        GraphServer.on("GET /" + waba + "/phone_numbers", """
                {'data':[{'id':'1%1$s','display_phone_number':'+%1$s','verified_name':'Shop','status':'CONNECTED'},
                         {'id':'1%2$s','display_phone_number':'+%2$s','verified_name':'Repairs','status':'CONNECTED'},
                         {'id':'3','status':'PENDING'}]}""".formatted(first, second));
    }

    @AfterEach
    void forget() {
        GraphServer.reset();
    }

    @Test
    void itsNumbersBecomeSendersOnce() {
        connect(customer, 200)
                .body("component", hasItem("whatsapp"))
                .body("findAll { it.finding.endsWith('was created') }", hasSize(2))
                .body("findAll { it.result != 'ok' }", hasSize(0));

        Operator.request()
                .get("/operator/v1/accounts/" + customer.accountId() + "/senders")
                .then()
                .body("", hasSize(2))
                .body("find { it.identity == '" + first + "' }.providerId", equalTo("1" + first))
                .body("find { it.identity == '" + first + "' }.name", equalTo("Shop"))
                .body("find { it.identity == '" + first + "' }.whatsAppAccountId", equalTo(account));
        connect(customer, 200).body("findAll { it.finding.startsWith('it is sender') }", hasSize(2));
    }

    @Test
    void aNumberOfAnotherAccountIsLeftToItsOwner() {
        var other = Operator.customer("Other");
        Operator.post("/accounts/" + other.accountId() + "/senders", Map.of("channel", "whatsapp", "identity", first))
                .statusCode(201);

        connect(customer, 200)
                .body("find { it.subject == 'number 1" + first + "' }.result", equalTo("failed"))
                .body("find { it.subject == 'number 1" + second + "' }.finding", containsString("was created"));
    }

    @Test
    void aTokenWithoutPermissionIsReportedAndNothingIsCreated() {
        GraphServer.on("POST /" + waba + "/subscribed_apps", Reply.error(403, 200));

        connect(customer, 200)
                .body("", hasSize(1))
                .body("[0].result", equalTo("failed"))
                .body("[0].remedy", containsString("system user"));
        Operator.request()
                .get("/operator/v1/accounts/" + customer.accountId() + "/senders")
                .then()
                .body("", hasSize(0));
    }

    @Test
    void anAccountOfAnotherCustomerIsUnknown() {
        connect(Operator.customer("Other"), 404);
    }

    private ValidatableResponse connect(Customer owner, int status) {
        return checked(
                "post",
                CONNECTION,
                "/accounts/" + owner.accountId() + "/whatsapp-accounts/" + account + "/connection",
                null,
                status);
    }

    private String whatsAppAccount(Customer owner) {
        return Operator.post(
                        "/accounts/" + owner.accountId() + "/whatsapp-accounts", Map.of("wabaId", waba, "name", "Shop"))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
