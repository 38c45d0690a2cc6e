package io.parley.flow;

import static io.parley.flow.FlowDriver.brokenFlow;
import static io.parley.flow.FlowDriver.validFlow;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.flow.reconcile.FlowJson;
import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.FactsReader;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.TopicLoss;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Flows and changes that were made at Meta, by comparison with its list and by webhooks. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowReconcileTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Inject
    FlowJson files;

    @Test
    void flowsThatWereMadeAtMetaAreListed() {
        for (var i = 0; i < 5; i++) {
            MetaFlowsServer.put(
                    customer.account().wabaId(),
                    "Made " + i,
                    List.of("DRAFT", "PUBLISHED", "DEPRECATED", "THROTTLED", "BLOCKED")
                            .get(i));
        }

        Eventually.holds(() -> assertEquals(
                List.of("DRAFT", "PUBLISHED", "DEPRECATED", "PUBLISHED", "PUBLISHED"),
                flows.list().findValuesAsText("status")));
        assertEquals("THROTTLED", flows.list().at("/3/metaStatus").asText());
        assertEquals("BLOCKED", flows.list().at("/4/metaStatus").asText());
    }

    @Test
    void aFlowThatWasMadeAMomentAgoCanBeUsedAtOnce() {
        var made = MetaFlowsServer.put(customer.account().wabaId(), "Just made", "DRAFT");

        flows.upload(made.id(), validFlow()).statusCode(200);
        flows.publish(made.id()).statusCode(200);

        assertEquals("PUBLISHED", made.status());
    }

    @Test
    void changesAtMetaAreStored() {
        var id = flows.create("Before");
        var flow = MetaFlowsServer.flow(id);

        flow.json()
                .put("name", "After")
                .put("categories", JsonArray.of("SIGN_IN", "NEW_CATEGORY"))
                .put("endpoint_uri", "https://shop.example.com/flow")
                .put("validation_errors", JsonArray.of(MetaFlowsServer.error("INVALID_SCREEN_DATA", 3, 4)));

        Eventually.holds(() -> assertEquals("After", flows.list().at("/0/name").asText()));
        assertEquals("[\"SIGN_IN\",\"OTHER\"]", flows.list().at("/0/categories").toString());
        assertEquals(
                "INVALID_SCREEN_DATA",
                flows.list().at("/0/validationErrors/0/error").asText());
        assertEquals(
                "https://shop.example.com/flow",
                flows.read(id).path("endpointUri").asText());
        flows.publish(id).statusCode(400).body("violations[0].field", equalTo("validationErrors[0]"));
    }

    @Test
    void aFlowThatWasDeletedAtMetaDisappears() {
        var id = flows.create("Deleted at Meta");
        MetaFlowsServer.remove(id);
        ServiceDatabase.rows(
                "update flow.whatsapp_flow set updated_at = now() - interval '2 minutes' where flow_id = '" + id + "'");

        Eventually.holds(() -> assertEquals(0, flows.list().size()));
        Eventually.holds(() ->
                assertTrue(FactsReader.facts(Topics.FLOW_FACTS, id).getLast().isMissingNode()));
        customer.request().get(flows.path(id)).then().statusCode(404);
    }

    @Test
    void theFileOfAFlowThatWasMadeAtMetaIsDownloadedWhenItIsNeeded() throws Throwable {
        var id = flows.create("Downloaded");
        flows.upload(id, brokenFlow()).statusCode(200);
        ServiceDatabase.rows("delete from flow.flow_file where flow_id = '" + id + "'");

        assertEquals(brokenFlow(), file(id));
        assertEquals(
                List.of("1"), ServiceDatabase.rows("select count(*) from flow.flow_file where flow_id = '" + id + "'"));
    }

    @Test
    void aFileThatWasChangedAtMetaIsNotShownAnyMore() throws Throwable {
        var id = flows.create("Changed there");
        flows.upload(id, brokenFlow()).statusCode(200).body("validationErrors.size()", equalTo(1));
        var flow = MetaFlowsServer.flow(id);
        flows.read(id);

        MetaFlowsServer.touch(flow);

        Eventually.holds(() -> assertEquals(
                List.of("0"),
                ServiceDatabase.rows("select count(*) from flow.flow_file where flow_id = '" + id + "'")));
        assertEquals(0, flows.read(id).path("validationErrors").size());
    }

    private String file(String id) throws Throwable {
        var content = VertxContextSupport.subscribeAndAwait(() -> files.read(customer.account(), id));
        return new String(content.orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void webhooksChangeTheStatusInAnyOrder() {
        var id = flows.createComplete("Webhooks");
        flows.publish(id).statusCode(200);
        var now = Instant.now();

        flows.statusWebhook(id, "THROTTLED", now.plusSeconds(5));
        flows.statusWebhook(id, "PUBLISHED", now.plusSeconds(2));
        flows.statusWebhook(id, "DRAFT", now.plusSeconds(9));
        MetaFlowsServer.flow(id).json().put("status", "THROTTLED");
        flows.statusWebhook(id, "THROTTLED", now.plusSeconds(5));

        Eventually.holds(() ->
                assertEquals("THROTTLED", flows.read(id).path("metaStatus").asText()));
        assertEquals("PUBLISHED", flows.read(id).path("status").asText());
        flows.statusWebhook(id, "BLOCKED", now.plusSeconds(10));
        Eventually.holds(
                () -> assertEquals("BLOCKED", flows.read(id).path("metaStatus").asText()));
        Eventually.holds(() -> assertEquals(
                "BLOCKED",
                FactsReader.facts(Topics.FLOW_FACTS, id)
                        .getLast()
                        .path("metaStatus")
                        .asText()));
        flows.deprecate(id).statusCode(200);
    }

    @Test
    void factsArePublishedAgainWhenTheirTopicWasLost() throws Exception {
        var id = flows.create("Kept");

        TopicLoss.of(Topics.FLOW_FACTS);

        Eventually.holds(() -> assertEquals(
                "Kept",
                FactsReader.facts(Topics.FLOW_FACTS, id).getLast().path("name").asText()));
    }

    @Test
    void aWebhookAboutAnUnknownFlowImportsIt() {
        var made = MetaFlowsServer.put(customer.account().wabaId(), "By webhook", "DRAFT");

        flows.statusWebhook(made.id(), "PUBLISHED", Instant.now());

        Eventually.holds(() -> assertEquals(List.of("PUBLISHED"), flows.list().findValuesAsText("status")));
    }

    @Test
    void alertsAreShownUntilTheyEnd() {
        var id = flows.create("Alerts");
        var alert = JsonObject.of(
                        "event", "ENDPOINT_LATENCY", "message", "Slow", "p90_latency", 5500.5, "p50_latency", 1000)
                .put("threshold", 5000)
                .put("alert_state", "ACTIVATED");
        flows.webhook(id, alert, Instant.now());
        flows.webhook(
                id,
                JsonObject.of(
                        "event",
                        "ENDPOINT_AVAILABILITY",
                        "availability",
                        75,
                        "threshold",
                        90,
                        "alert_state",
                        "ACTIVATED"),
                Instant.now());

        Eventually.holds(() -> assertEquals(
                List.of("ENDPOINT_AVAILABILITY", "ENDPOINT_LATENCY"),
                flows.read(id).path("alerts").findValuesAsText("event")));
        assertEquals("5500.5", flows.read(id).at("/alerts/1/measured").asText());
        assertEquals("5000", flows.read(id).at("/alerts/1/threshold").asText());

        flows.webhook(
                id,
                alert.copy().put("alert_state", "DEACTIVATED"),
                Instant.now().plusSeconds(2));
        flows.webhook(id, alert, Instant.now().minusSeconds(60));
        Eventually.holds(() -> assertEquals(
                List.of("ENDPOINT_AVAILABILITY"), flows.read(id).path("alerts").findValuesAsText("event")));
    }

    @Test
    void anOperatorRequestsAComparison() {
        var path = "/operator/v1/whatsapp-accounts/" + customer.account().id() + "/flows/reconcile";

        RestAssured.given()
                .header("apikey", "operator-key-of-the-tests")
                .post(path)
                .then()
                .statusCode(202);
        customer.request().post(path).then().statusCode(401);
    }
}
