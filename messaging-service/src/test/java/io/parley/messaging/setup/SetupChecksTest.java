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
import org.junit.jupiter.api.Test;

/** The operation of the operator API, in a service whose gateway does not run. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SetupChecksTest {

    @Test
    void everyComponentHasItsLines() {
        var customer = Operator.customer("Set-up");
        var service = Operator.sender(customer, "viber", null);

        checked("get", "/setup-checks", "/setup-checks", null, 200)
                .body("component", hasItem("platform"))
                .body("find { it.subject == 'webhooks' }.result", equalTo("failed"))
                .body("find { it.subject == 'webhooks' }.remedy", containsString("kafka.bootstrap.servers"))
                .body("find { it.subject == 'public URL' }.result", equalTo("warning"))
                .body("find { it.subject == 'service " + service + "' }.component", equalTo("viber"))
                .body("find { it.subject == 'service " + service + "' }.finding", equalTo("no token is set"));
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
