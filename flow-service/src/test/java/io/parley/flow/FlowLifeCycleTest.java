package io.parley.flow;

import static io.parley.flow.FlowDriver.brokenFlow;
import static io.parley.flow.FlowDriver.endpointFlow;
import static io.parley.flow.FlowDriver.validFlow;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Flows from the draft to their end, with Meta's results. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowLifeCycleTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Test
    void aFlowIsCreatedFilledPublishedAndDeprecated() {
        var created = flows.create(JsonObject.of("name", "Visit", "categories", JsonArray.of("SIGN_UP", "OTHER")));
        String id = created.statusCode(201)
                .header("Location", equalTo(null))
                .extract()
                .path("flowId");

        var draft = flows.read(id);
        assertEquals("DRAFT", draft.path("status").asText());
        assertTrue(draft.path("id").isTextual());
        assertEquals("[]", draft.path("validationErrors").toString());
        assertEquals("[\"SIGN_UP\",\"OTHER\"]", draft.path("categories").toString());

        flows.upload(id, validFlow())
                .statusCode(200)
                .body("success", equalTo(true))
                .body("validationErrors.size()", equalTo(0));
        assertEquals(validFlow(), MetaFlowsServer.flow(id).file());
        assertEquals("7.2", flows.read(id).path("jsonVersion").asText());
        assertTrue(flows.read(id).path("dataApiVersion").isMissingNode());

        flows.publish(id).statusCode(200).body("success", equalTo(true));
        assertEquals("PUBLISHED", MetaFlowsServer.flow(id).status());
        assertEquals("PUBLISHED", flows.status(id));

        flows.deprecate(id).statusCode(200).body("success", equalTo(true));
        assertEquals("DEPRECATED", flows.status(id));
        assertEquals(List.of("DEPRECATED"), flows.list().findValuesAsText("status"));
    }

    @Test
    void everyChangeIsAFact() {
        var id = flows.createComplete("Facts");
        flows.update(id, JsonObject.of("endpointUri", "https://shop.example.com/flow"))
                .statusCode(200);
        flows.publish(id).statusCode(200);
        var draft = flows.create("Short");
        flows.delete(draft).statusCode(200);

        Eventually.holds(() -> {
            var newest = FactsReader.facts(Topics.FLOW_FACTS, id).getLast();
            assertEquals("PUBLISHED", newest.path("status").asText());
            assertEquals("PUBLISHED", newest.path("metaStatus").asText());
            assertEquals("Facts", newest.path("name").asText());
            assertEquals(
                    "https://shop.example.com/flow", newest.path("endpointUri").asText());
            assertEquals(
                    customer.account().id().toString(),
                    newest.path("whatsAppAccountId").asText());
            assertEquals("status", newest.at("/changes/0/property").asText());
            assertTrue(FactsReader.facts(Topics.FLOW_FACTS, draft).getLast().isMissingNode());
        });
    }

    @Test
    void errorsOfAFileAreKeptWithPositionsAndRefuseItsPublication() {
        var id = flows.create("Broken");

        flows.upload(id, brokenFlow())
                .statusCode(200)
                .body("success", equalTo(true))
                .body("validationErrors[0].error", equalTo("INVALID_PROPERTY_KEY"))
                .body("validationErrors[0].lineStart", equalTo("6"))
                .body("validationErrors[0].columnStart", equalTo("26"));

        assertEquals(1, flows.read(id).path("validationErrors").size());
        assertEquals("6", flows.read(id).at("/validationErrors/0/lineStart").textValue());
        flows.publish(id)
                .statusCode(400)
                .body("title", equalTo("Constraint Violation"))
                .body("violations[0].field", equalTo("validationErrors[0]"))
                .body("violations[0].message", containsString("INVALID_PROPERTY_KEY at line 6, column 26"));
        assertFalse(MetaFlowsServer.changes().contains("POST publish"));

        flows.upload(id, validFlow()).statusCode(200).body("validationErrors.size()", equalTo(0));
        flows.publish(id).statusCode(200);
    }

    @Test
    void metasErrorsAreCombinedWithOurs() {
        var id = flows.create("Both");
        MetaFlowsServer.flow(id)
                .reports(
                        MetaFlowsServer.error("INVALID_PROPERTY_KEY", 6, 26),
                        MetaFlowsServer.error("INVALID_SCREEN_DATA", 2, 5));

        flows.upload(id, brokenFlow())
                .statusCode(200)
                .body("validationErrors.error", equalTo(List.of("INVALID_SCREEN_DATA", "INVALID_PROPERTY_KEY")))
                .body("validationErrors[1].message", equalTo("In Meta's words"));
        assertEquals(2, flows.read(id).path("validationErrors").size());
    }

    @Test
    void aDraftIsRenamedAndAnEmptyChangeChangesNothing() {
        var id = flows.create("Old name");

        flows.update(id, JsonObject.of("name", "New name", "categories", JsonArray.of("OTHER")))
                .statusCode(200)
                .body("success", equalTo(true));
        assertEquals("New name", flows.read(id).path("name").asText());
        assertEquals("[\"OTHER\"]", flows.read(id).path("categories").toString());

        var calls = MetaFlowsServer.changes().size();
        flows.update(id, new JsonObject()).statusCode(200).body("success", equalTo(true));
        assertEquals(calls, MetaFlowsServer.changes().size());
        assertEquals("New name", flows.read(id).path("name").asText());
    }

    @Test
    void aPublishedFlowDoesNotChange() {
        var id = flows.createComplete("Immutable");
        flows.publish(id).statusCode(200);
        var calls = MetaFlowsServer.changes().size();

        for (var refused : List.of(
                flows.update(id, JsonObject.of("name", "Other")),
                flows.update(id, new JsonObject()),
                flows.upload(id, validFlow()),
                flows.publish(id),
                flows.delete(id))) {
            refused.statusCode(400)
                    .body("title", equalTo("Constraint Violation"))
                    .body("violations.field", hasItem("status"))
                    .body("violations[0].message", containsString("PUBLISHED"));
        }
        flows.deprecate(id).statusCode(200);
        flows.deprecate(id).statusCode(400).body("violations[0].message", containsString("DEPRECATED"));
        flows.delete(id).statusCode(400);
        assertEquals(calls + 1, MetaFlowsServer.changes().size());
    }

    @Test
    void aDraftIsDeletedAndNotDeprecated() {
        var id = flows.create("To delete");

        flows.deprecate(id).statusCode(400).body("violations[0].message", containsString("DRAFT"));
        flows.delete(id).statusCode(200).body("success", equalTo(true));

        assertNull(MetaFlowsServer.flow(id));
        customer.request().get(flows.path(id)).then().statusCode(404).body("title", equalTo("Flow unknown"));
        flows.delete(id).statusCode(404);
        assertEquals(0, flows.list().size());
        var again = flows.create("To delete");
        assertFalse(again.equals(id));
    }

    @Test
    void theEndpointIsCheckedBeforeAFlowWithDataIsPublished() {
        var id = flows.create(JsonObject.of("name", "With words", "categories", JsonArray.of("OTHER"))
                        .put("endpointUri", "string"))
                .statusCode(201)
                .extract()
                .<String>path("flowId");
        assertEquals("string", flows.read(id).path("endpointUri").asText());
        flows.upload(id, endpointFlow()).statusCode(200).body("validationErrors.size()", equalTo(0));
        assertEquals("3.0", flows.read(id).path("dataApiVersion").asText());

        flows.publish(id)
                .statusCode(400)
                .body("violations[0].field", equalTo("endpointUri"))
                .body("violations[0].message", containsString("https://"));
        flows.update(id, JsonObject.of("endpointUri", "https://shop.example.com/flow"))
                .statusCode(200);
        flows.publish(id).statusCode(200);

        assertEquals(
                "https://shop.example.com/flow", MetaFlowsServer.flow(id).json().getString("endpoint_uri"));
        var without = flows.create("Without");
        flows.upload(without, endpointFlow());
        flows.publish(without).statusCode(400).body("violations[0].message", containsString("is missing"));
    }

    @Test
    void aVersionThatMetaNoLongerPublishesIsRefused() {
        var id = flows.create("Frozen");
        flows.upload(id, validFlow().replace("7.2", "4.0")).statusCode(200).body("validationErrors.size()", equalTo(0));

        flows.publish(id)
                .statusCode(400)
                .body("violations[0].field", equalTo("validationErrors[0]"))
                .body("violations[0].message", containsString("VERSION"));
    }

    @Test
    void whatMetaRefusesIsReportedWithItsReason() {
        flows.create("Taken");
        flows.create(JsonObject.of("name", "Taken", "categories", JsonArray.of("OTHER")))
                .statusCode(400)
                .body("violations[0].field", equalTo("name"))
                .body("violations[0].message", containsString("already used"));
        assertEquals(1, MetaFlowsServer.flows(customer.account().wabaId()).size());

        var id = flows.create("Refused");
        MetaFlowsServer.fail(MetaFlowsServer.Fault.REFUSED);
        flows.update(id, JsonObject.of("name", "Other")).statusCode(400).body("violations[0].field", equalTo("name"));
        assertEquals("Refused", flows.read(id).path("name").asText());
    }
}
