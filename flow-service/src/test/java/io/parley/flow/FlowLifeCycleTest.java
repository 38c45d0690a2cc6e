package io.parley.flow;

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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flows from the draft to their end, with Meta's results. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowLifeCycleTest extends WithFlows {

    @Test
    void aFlowIsCreatedFilledPublishedAndDeprecated() {
        var created = create(JsonObject.of("name", "Visit", "categories", JsonArray.of("SIGN_UP", "OTHER")));
        created.then().statusCode(201).header("Location", equalTo(null));
        String id = created.path("flowId");

        var draft = read(id);
        assertEquals("DRAFT", draft.path("status").asText());
        assertTrue(draft.path("id").isTextual());
        assertEquals("[]", draft.path("validationErrors").toString());
        assertEquals("[\"SIGN_UP\",\"OTHER\"]", draft.path("categories").toString());

        upload(id, validFlow())
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("validationErrors.size()", equalTo(0));
        assertEquals(validFlow(), MetaFlowsServer.flow(id).file());
        assertEquals("7.2", read(id).path("jsonVersion").asText());
        assertTrue(read(id).path("dataApiVersion").isMissingNode());

        publish(id).then().statusCode(200).body("success", equalTo(true));
        assertEquals("PUBLISHED", MetaFlowsServer.flow(id).status());
        assertEquals("PUBLISHED", status(id));

        deprecate(id).then().statusCode(200).body("success", equalTo(true));
        assertEquals("DEPRECATED", status(id));
        assertEquals(List.of("DEPRECATED"), list().findValuesAsText("status"));
    }

    @Test
    void everyChangeIsAFact() {
        var id = createComplete("Facts");
        update(id, JsonObject.of("endpointUri", "https://shop.example.com/flow"))
                .then()
                .statusCode(200);
        publish(id).then().statusCode(200);
        var draft = create("Short");
        delete(draft).then().statusCode(200);

        Eventually.holds(() -> {
            var newest = FactsReader.facts(Topics.FLOW_FACTS, id).getLast();
            assertEquals("PUBLISHED", newest.path("status").asText());
            assertEquals("PUBLISHED", newest.path("metaStatus").asText());
            assertEquals("Facts", newest.path("name").asText());
            assertEquals(
                    "https://shop.example.com/flow", newest.path("endpointUri").asText());
            assertEquals(
                    account.id().toString(), newest.path("whatsAppAccountId").asText());
            assertEquals("status", newest.at("/changes/0/property").asText());
            assertTrue(FactsReader.facts(Topics.FLOW_FACTS, draft).getLast().isMissingNode());
        });
    }

    @Test
    void errorsOfAFileAreKeptWithPositionsAndRefuseItsPublication() {
        var id = create("Broken");

        upload(id, brokenFlow())
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("validationErrors[0].error", equalTo("INVALID_PROPERTY_KEY"))
                .body("validationErrors[0].lineStart", equalTo("6"))
                .body("validationErrors[0].columnStart", equalTo("26"));

        assertEquals(1, read(id).path("validationErrors").size());
        assertEquals("6", read(id).at("/validationErrors/0/lineStart").textValue());
        publish(id)
                .then()
                .statusCode(400)
                .body("title", equalTo("Constraint Violation"))
                .body("violations[0].field", equalTo("validationErrors[0]"))
                .body("violations[0].message", containsString("INVALID_PROPERTY_KEY at line 6, column 26"));
        assertFalse(MetaFlowsServer.changes().contains("POST publish"));

        upload(id, validFlow()).then().statusCode(200).body("validationErrors.size()", equalTo(0));
        publish(id).then().statusCode(200);
    }

    @Test
    void metasErrorsAreCombinedWithOurs() {
        var id = create("Both");
        MetaFlowsServer.flow(id)
                .reports(
                        MetaFlowsServer.error("INVALID_PROPERTY_KEY", 6, 26),
                        MetaFlowsServer.error("INVALID_SCREEN_DATA", 2, 5));

        upload(id, brokenFlow())
                .then()
                .statusCode(200)
                .body("validationErrors.error", equalTo(List.of("INVALID_SCREEN_DATA", "INVALID_PROPERTY_KEY")))
                .body("validationErrors[1].message", equalTo("In Meta's words"));
        assertEquals(2, read(id).path("validationErrors").size());
    }

    @Test
    void aDraftIsRenamedAndAnEmptyChangeChangesNothing() {
        var id = create("Old name");

        update(id, JsonObject.of("name", "New name", "categories", JsonArray.of("OTHER")))
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        assertEquals("New name", read(id).path("name").asText());
        assertEquals("[\"OTHER\"]", read(id).path("categories").toString());

        var calls = MetaFlowsServer.changes().size();
        update(id, new JsonObject()).then().statusCode(200).body("success", equalTo(true));
        assertEquals(calls, MetaFlowsServer.changes().size());
        assertEquals("New name", read(id).path("name").asText());
    }

    @Test
    void aPublishedFlowDoesNotChange() {
        var id = createComplete("Immutable");
        publish(id).then().statusCode(200);
        var calls = MetaFlowsServer.changes().size();

        for (var refused : List.of(
                update(id, JsonObject.of("name", "Other")),
                update(id, new JsonObject()),
                upload(id, validFlow()),
                publish(id),
                delete(id))) {
            refused.then()
                    .statusCode(400)
                    .body("title", equalTo("Constraint Violation"))
                    .body("violations.field", hasItem("status"))
                    .body("violations[0].message", containsString("PUBLISHED"));
        }
        deprecate(id).then().statusCode(200);
        deprecate(id).then().statusCode(400).body("violations[0].message", containsString("DEPRECATED"));
        delete(id).then().statusCode(400);
        assertEquals(calls + 1, MetaFlowsServer.changes().size());
    }

    @Test
    void aDraftIsDeletedAndNotDeprecated() {
        var id = create("To delete");

        deprecate(id).then().statusCode(400).body("violations[0].message", containsString("DRAFT"));
        delete(id).then().statusCode(200).body("success", equalTo(true));

        assertNull(MetaFlowsServer.flow(id));
        request().get(path(id)).then().statusCode(404).body("title", equalTo("Flow unknown"));
        delete(id).then().statusCode(404);
        assertEquals(0, list().size());
        var again = create("To delete");
        assertFalse(again.equals(id));
    }

    @Test
    void theEndpointIsCheckedBeforeAFlowWithDataIsPublished() {
        var id = create(JsonObject.of("name", "With words", "categories", JsonArray.of("OTHER"))
                        .put("endpointUri", "string"))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("flowId");
        assertEquals("string", read(id).path("endpointUri").asText());
        upload(id, endpointFlow()).then().statusCode(200).body("validationErrors.size()", equalTo(0));
        assertEquals("3.0", read(id).path("dataApiVersion").asText());

        publish(id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("endpointUri"))
                .body("violations[0].message", containsString("https://"));
        update(id, JsonObject.of("endpointUri", "https://shop.example.com/flow"))
                .then()
                .statusCode(200);
        publish(id).then().statusCode(200);

        assertEquals(
                "https://shop.example.com/flow", MetaFlowsServer.flow(id).json().getString("endpoint_uri"));
        var without = create("Without");
        upload(without, endpointFlow());
        publish(without).then().statusCode(400).body("violations[0].message", containsString("is missing"));
    }

    @Test
    void aVersionThatMetaNoLongerPublishesIsRefused() {
        var id = create("Frozen");
        upload(id, validFlow().replace("7.2", "4.0"))
                .then()
                .statusCode(200)
                .body("validationErrors.size()", equalTo(0));

        publish(id)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("validationErrors[0]"))
                .body("violations[0].message", containsString("VERSION"));
    }

    @Test
    void whatMetaRefusesIsReportedWithItsReason() {
        create("Taken");
        create(JsonObject.of("name", "Taken", "categories", JsonArray.of("OTHER")))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("name"))
                .body("violations[0].message", containsString("already used"));
        assertEquals(1, MetaFlowsServer.flows(account.wabaId()).size());

        var id = create("Refused");
        MetaFlowsServer.fail(MetaFlowsServer.Fault.REFUSED);
        update(id, JsonObject.of("name", "Other")).then().statusCode(400).body("violations[0].field", equalTo("name"));
        assertEquals("Refused", read(id).path("name").asText());
    }
}
