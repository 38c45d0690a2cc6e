package io.parley.messaging.setup;

import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.parley.messaging.directory.Operator;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operation of the operator API, in a service whose gateway does not run. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class SetupChecksTest {
    private static final String CONNECTION = "/accounts/{accountId}/senders/{id}/connection";

    @Test
    void everyComponentHasItsLines() {
        var customer = Operator.customer("Set-up");
        var service = Operator.sender(customer, "viber", null);

        checked("get", "/setup-checks", "/setup-checks", null, 200)
                .body("component", hasItem("platform"))
                .body("find { it.subject == 'webhooks' }.result", equalTo("failed"))
                .body("find { it.subject == 'webhooks' }.remedy", containsString("kafka.bootstrap.servers"))
                .body("subject", hasItem("public URL"))
                .body("find { it.subject == 'service " + service + "' }.component", equalTo("viber"))
                .body("find { it.subject == 'service " + service + "' }.finding", equalTo("no token is set"));
    }

    @Test
    void connectingASenderReportsWhatIsSoNow() {
        var customer = Operator.customer("Connection");
        var id = Operator.post(
                        "/accounts/" + customer.accountId() + "/senders",
                        Map.of("channel", "viber", "identity", Operator.unusedNumber()))
                .statusCode(201)
                .extract()
                .<String>path("id");
        var other = Operator.customer("Other");

        checked("post", CONNECTION, path(customer, id), null, 200)
                .body("size()", equalTo(1))
                .body("[0].component", equalTo("viber"))
                .body("[0].finding", equalTo("no token is set"));
        checked("post", CONNECTION, path(other, id), null, 404);
    }

    private static String path(Operator.Customer customer, String sender) {
        return "/accounts/" + customer.accountId() + "/senders/" + sender + "/connection";
    }

    @Test
    void aCustomersKeyIsNotEnough() {
        RestAssured.given()
                .header("apikey", Operator.customer("Set-up").key())
                .get("/operator/v1/setup-checks")
                .then()
                .statusCode(401);
    }
}
