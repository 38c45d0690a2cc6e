package io.parley.flow;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.flow.MetaFlowsServer.Fault;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meta's responses are lost, or Meta is not available: never two flows, and the stored state is Meta's. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class LostFlowAnswersTest extends WithFlows {

    @AfterEach
    void metaIsAvailable() {
        MetaFlowsServer.setUnavailable(false);
    }

    @Test
    void aFlowIsFoundByItsNameIfTheResponseToItsCreationIsLost() {
        for (var i = 0; i < 20; i++) {
            MetaFlowsServer.fail(Fault.LOST_RESPONSE);
            create("Lost " + i);
        }

        assertEquals(20, MetaFlowsServer.flows(account.wabaId()).size());
        assertEquals(20, list().size());
    }

    @Test
    void aRepeatedRequestFindsTheFlowOfTheFirstOne() {
        MetaFlowsServer.fail(Fault.UNAVAILABLE);
        flow("Repeated").then().statusCode(503).header("Retry-After", notNullValue());
        // Meta made the flow although it reported a failure.
        var made = MetaFlowsServer.put(account.wabaId(), "Repeated", "DRAFT");

        var id = flow("Repeated").then().statusCode(201).extract().<String>path("flowId");

        assertEquals(made.id(), id);
        assertEquals("[\"SURVEY\"]", read(id).path("categories").toString());
        assertEquals(1, MetaFlowsServer.flows(account.wabaId()).size());
        flow("Repeated").then().statusCode(400);
    }

    @Test
    void aRequestThatNeverArrivedIsRepeated() {
        MetaFlowsServer.fail(Fault.LOST_REQUEST);
        flow("Never arrived").then().statusCode(503);

        flow("Never arrived").then().statusCode(201);

        assertEquals(1, MetaFlowsServer.flows(account.wabaId()).size());
    }

    @Test
    void aFlowThatWasKnownBeforeIsNotTheOneOfALostResponse() {
        var known = MetaFlowsServer.put(account.wabaId(), "Known", "DRAFT").id();
        read(known);
        MetaFlowsServer.fail(Fault.UNAVAILABLE);
        flow("Known").then().statusCode(503);

        flow("Known").then().statusCode(400).body("violations[0].field", equalTo("name"));
    }

    @Test
    void aThrottledCreationIsRepeatedByTheCaller() {
        MetaFlowsServer.fail(Fault.THROTTLED);
        flow("Throttled").then().statusCode(503).header("Retry-After", notNullValue());

        flow("Throttled").then().statusCode(201);
    }

    @Test
    void lostResponsesToTransitionsAreFoundOutByReading() {
        var id = createComplete("Transitions");

        lost(() -> publish(id));
        assertEquals("PUBLISHED", status(id));
        lost(() -> deprecate(id));
        assertEquals("DEPRECATED", status(id));
        var draft = create("Deleted");
        lost(() -> delete(draft));
        request().get(path(draft)).then().statusCode(404);
        assertNull(MetaFlowsServer.flow(draft));
    }

    @Test
    void anOperationWhoseResultIsUnknownIsReadBeforeItIsRepeated() {
        var id = createComplete("Uncertain");
        MetaFlowsServer.setUnavailable(true);
        publish(id).then().statusCode(503).header("Retry-After", notNullValue());
        MetaFlowsServer.flow(id).json().put("status", "PUBLISHED");
        publish(id).then().statusCode(503);
        MetaFlowsServer.setUnavailable(false);

        publish(id).then().statusCode(200);
        publish(id).then().statusCode(400);

        assertEquals("PUBLISHED", status(id));
    }

    @Test
    void aLostUploadCanBeRepeated() {
        var id = create("Upload");
        MetaFlowsServer.fail(Fault.LOST_RESPONSE);
        upload(id, validFlow()).then().statusCode(503);

        upload(id, validFlow()).then().statusCode(200);

        publish(id).then().statusCode(200);
    }

    @Test
    void whileMetaIsUnavailableWhatIsStoredIsShownAndNothingChanges() {
        var id = create("Stored");
        MetaFlowsServer.setUnavailable(true);

        assertEquals("Stored", read(id).path("name").asText());
        assertEquals(1, list().size());
        update(id, JsonObject.of("name", "Other")).then().statusCode(503);
        request().get(path(id) + "/assets").then().statusCode(503).header("Retry-After", notNullValue());
        request().get(path("1")).then().statusCode(503);
        flow("New").then().statusCode(503);

        MetaFlowsServer.setUnavailable(false);
        Eventually.equal("Stored", () -> read(id).path("name").asText());
        flow("New").then().statusCode(201);
    }

    private Response flow(String name) {
        return create(JsonObject.of("name", name, "categories", JsonArray.of("SURVEY")));
    }

    private static void lost(Supplier<Response> operation) {
        MetaFlowsServer.fail(Fault.LOST_RESPONSE);
        var response = operation.get();
        for (var i = 0; i < 20 && response.statusCode() == 503; i++) {
            Eventually.pause(Duration.ofMillis(100));
            response = operation.get();
        }
        assertEquals(200, response.statusCode(), response.asString());
    }
}
