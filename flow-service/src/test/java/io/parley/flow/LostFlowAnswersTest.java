package io.parley.flow;

import static io.parley.flow.FlowDriver.validFlow;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.flow.MetaFlowsServer.Fault;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Meta's responses are lost, or Meta is not available: never two flows, and the stored state is Meta's. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class LostFlowAnswersTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @AfterEach
    void metaIsAvailable() {
        MetaFlowsServer.setUnavailable(false);
    }

    @Test
    void aFlowIsFoundByItsNameIfTheResponseToItsCreationIsLost() {
        for (var i = 0; i < 20; i++) {
            MetaFlowsServer.fail(Fault.LOST_RESPONSE);
            flows.create("Lost " + i);
        }

        assertEquals(20, MetaFlowsServer.flows(customer.account().wabaId()).size());
        assertEquals(20, flows.list().size());
    }

    @Test
    void aRepeatedRequestFindsTheFlowOfTheFirstOne() {
        MetaFlowsServer.fail(Fault.UNAVAILABLE);
        flow("Repeated").statusCode(503).header("Retry-After", notNullValue());
        // Meta made the flow although it reported a failure.
        var made = MetaFlowsServer.put(customer.account().wabaId(), "Repeated", "DRAFT");

        var id = flow("Repeated").statusCode(201).extract().<String>path("flowId");

        assertEquals(made.id(), id);
        assertEquals("[\"SURVEY\"]", flows.read(id).path("categories").toString());
        assertEquals(1, MetaFlowsServer.flows(customer.account().wabaId()).size());
        flow("Repeated").statusCode(400);
    }

    @Test
    void aRequestThatNeverArrivedIsRepeated() {
        MetaFlowsServer.fail(Fault.LOST_REQUEST);
        flow("Never arrived").statusCode(503);

        flow("Never arrived").statusCode(201);

        assertEquals(1, MetaFlowsServer.flows(customer.account().wabaId()).size());
    }

    @Test
    void aFlowThatWasKnownBeforeIsNotTheOneOfALostResponse() {
        var known = MetaFlowsServer.put(customer.account().wabaId(), "Known", "DRAFT")
                .id();
        flows.read(known);
        MetaFlowsServer.fail(Fault.UNAVAILABLE);
        flow("Known").statusCode(503);

        flow("Known").statusCode(400).body("violations[0].field", equalTo("name"));
    }

    @Test
    void aThrottledCreationIsRepeatedByTheCaller() {
        MetaFlowsServer.fail(Fault.THROTTLED);
        flow("Throttled").statusCode(503).header("Retry-After", notNullValue());

        flow("Throttled").statusCode(201);
    }

    @Test
    void lostResponsesToTransitionsAreFoundOutByReading() {
        var id = flows.createComplete("Transitions");

        lost(() -> flows.publish(id));
        assertEquals("PUBLISHED", flows.status(id));
        lost(() -> flows.deprecate(id));
        assertEquals("DEPRECATED", flows.status(id));
        var draft = flows.create("Deleted");
        lost(() -> flows.delete(draft));
        customer.request().get(flows.path(draft)).then().statusCode(404);
        assertNull(MetaFlowsServer.flow(draft));
    }

    @Test
    void anOperationWhoseResultIsUnknownIsReadBeforeItIsRepeated() {
        var id = flows.createComplete("Uncertain");
        MetaFlowsServer.setUnavailable(true);
        flows.publish(id).statusCode(503).header("Retry-After", notNullValue());
        MetaFlowsServer.flow(id).json().put("status", "PUBLISHED");
        flows.publish(id).statusCode(503);
        MetaFlowsServer.setUnavailable(false);

        flows.publish(id).statusCode(200);
        flows.publish(id).statusCode(400);

        assertEquals("PUBLISHED", flows.status(id));
    }

    @Test
    void aLostUploadCanBeRepeated() {
        var id = flows.create("Upload");
        MetaFlowsServer.fail(Fault.LOST_RESPONSE);
        flows.upload(id, validFlow()).statusCode(503);

        flows.upload(id, validFlow()).statusCode(200);

        flows.publish(id).statusCode(200);
    }

    @Test
    void whileMetaIsUnavailableWhatIsStoredIsShownAndNothingChanges() {
        var id = flows.create("Stored");
        MetaFlowsServer.setUnavailable(true);

        assertEquals("Stored", flows.read(id).path("name").asText());
        assertEquals(1, flows.list().size());
        flows.update(id, JsonObject.of("name", "Other")).statusCode(503);
        customer.request()
                .get(flows.path(id) + "/assets")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
        customer.request().get(flows.path("1")).then().statusCode(503);
        flow("New").statusCode(503);

        MetaFlowsServer.setUnavailable(false);
        Eventually.equal("Stored", () -> flows.read(id).path("name").asText());
        flow("New").statusCode(201);
    }

    private ValidatableResponse flow(String name) {
        return flows.create(JsonObject.of("name", name, "categories", JsonArray.of("SURVEY")));
    }

    private static void lost(Supplier<ValidatableResponse> operation) {
        MetaFlowsServer.fail(Fault.LOST_RESPONSE);
        var response = operation.get().extract();
        for (var i = 0; i < 20 && response.statusCode() == 503; i++) {
            Eventually.pause(Duration.ofMillis(100));
            response = operation.get().extract();
        }
        assertEquals(200, response.statusCode(), response.asString());
    }
}
