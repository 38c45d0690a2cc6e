package io.parley.flow;

import static io.parley.flow.FlowDriver.brokenFlow;
import static io.parley.flow.FlowDriver.validFlow;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads of Flow JSON in each form of the contract, and the files as they are listed. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class FlowUploadsTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Test
    void theFileMayBeATextInAnObjectOrAForm() {
        var id = flows.create("Forms");

        flows.upload(id, JsonObject.of("file", "string").encode())
                .statusCode(200)
                .body("success", equalTo(true))
                .body("validationErrors[0].error", equalTo("INVALID_FLOW_JSON"))
                .body("validationErrors[0].lineStart", equalTo("1"))
                .body("validationErrors[0].columnStart", equalTo("1"))
                .body("validationErrors.size()", equalTo(1));
        flows.upload(id, JsonObject.of("file", validFlow()).encode())
                .statusCode(200)
                .body("validationErrors.size()", equalTo(0));
        assertEquals(validFlow(), MetaFlowsServer.flow(id).file());

        customer.request()
                .multiPart("file", "flow.json", brokenFlow().getBytes(StandardCharsets.UTF_8), "application/json")
                .multiPart("name", "flow.json")
                .post(flows.path(id) + "/assets")
                .then()
                .statusCode(200)
                .body("validationErrors[0].error", equalTo("INVALID_PROPERTY_KEY"));
        assertEquals(brokenFlow(), MetaFlowsServer.flow(id).file());
        customer.request()
                .multiPart("other", "flow.json", new byte[] {'{', '}'}, "application/json")
                .post(flows.path(id) + "/assets")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("file"));
    }

    @Test
    void theFilesAreListedWithMetasAddress() {
        var id = flows.create("Assets");
        assertEquals(0, customer.get(flows.path(id) + "/assets").size());
        flows.upload(id, validFlow());

        var assets = customer.request().get(flows.path(id) + "/assets");
        assets.then()
                .statusCode(200)
                .header("x-total-items", "1")
                .body("[0].name", equalTo("flow.json"))
                .body("[0].assetType", equalTo("FLOW_JSON"));
        assertEquals(
                validFlow(),
                RestAssured.given().get(assets.<String>path("[0].downloadUrl")).asString());
    }

    @Test
    void aFileThatMetaDidNotProcessIsSentAgainOnce() {
        var id = flows.create("Twice");
        MetaFlowsServer.fail(MetaFlowsServer.Fault.NOT_PROCESSED);

        flows.upload(id, validFlow()).statusCode(200).body("success", equalTo(true));

        assertEquals(validFlow(), MetaFlowsServer.flow(id).file());
    }
}
