package io.parley.flow;

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

/** Flows and changes that were made at Meta, by comparison with its list and by webhooks. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowReconcileTest extends WithFlows {

    @Inject
    FlowJson files;

    @Test
    void flowsThatWereMadeAtMetaAreListed() {
        for (var i = 0; i < 5; i++) {
            MetaFlowsServer.put(
                    account.wabaId(),
                    "Made " + i,
                    List.of("DRAFT", "PUBLISHED", "DEPRECATED", "THROTTLED", "BLOCKED")
                            .get(i));
        }

        Eventually.holds(() -> assertEquals(
                List.of("DRAFT", "PUBLISHED", "DEPRECATED", "PUBLISHED", "PUBLISHED"),
                list().findValuesAsText("status")));
        assertEquals("THROTTLED", list().at("/3/metaStatus").asText());
        assertEquals("BLOCKED", list().at("/4/metaStatus").asText());
    }

    @Test
    void aFlowThatWasMadeAMomentAgoCanBeUsedAtOnce() {
        var made = MetaFlowsServer.put(account.wabaId(), "Just made", "DRAFT");

        upload(made.id(), validFlow()).then().statusCode(200);
        publish(made.id()).then().statusCode(200);

        assertEquals("PUBLISHED", made.status());
    }

    @Test
    void changesAtMetaAreStored() {
        var id = create("Before");
        var flow = MetaFlowsServer.flow(id);

        flow.json()
                .put("name", "After")
                .put("categories", JsonArray.of("SIGN_IN", "NEW_CATEGORY"))
                .put("endpoint_uri", "https://shop.example.com/flow")
                .put("validation_errors", JsonArray.of(MetaFlowsServer.error("INVALID_SCREEN_DATA", 3, 4)));

        Eventually.holds(() -> assertEquals("After", list().at("/0/name").asText()));
        assertEquals("[\"SIGN_IN\",\"OTHER\"]", list().at("/0/categories").toString());
        assertEquals(
                "INVALID_SCREEN_DATA", list().at("/0/validationErrors/0/error").asText());
        assertEquals(
                "https://shop.example.com/flow", read(id).path("endpointUri").asText());
        publish(id).then().statusCode(400).body("violations[0].field", equalTo("validationErrors[0]"));
    }

    @Test
    void aFlowThatWasDeletedAtMetaDisappears() {
        var id = create("Deleted at Meta");
        MetaFlowsServer.remove(id);
        ServiceDatabase.rows(
                "update flow.whatsapp_flow set updated_at = now() - interval '2 minutes' where flow_id = '" + id + "'");

        Eventually.holds(() -> assertEquals(0, list().size()));
        Eventually.holds(() ->
                assertTrue(FactsReader.facts(Topics.FLOW_FACTS, id).getLast().isMissingNode()));
        request().get(path(id)).then().statusCode(404);
    }

    @Test
    void theFileOfAFlowThatWasMadeAtMetaIsDownloadedWhenItIsNeeded() throws Throwable {
        var id = create("Downloaded");
        upload(id, brokenFlow()).then().statusCode(200);
        ServiceDatabase.rows("delete from flow.flow_file where flow_id = '" + id + "'");

        assertEquals(brokenFlow(), file(id));
        assertEquals(
                List.of("1"), ServiceDatabase.rows("select count(*) from flow.flow_file where flow_id = '" + id + "'"));
    }

    @Test
    void aFileThatWasChangedAtMetaIsNotShownAnyMore() throws Throwable {
        var id = create("Changed there");
        upload(id, brokenFlow()).then().statusCode(200).body("validationErrors.size()", equalTo(1));
        var flow = MetaFlowsServer.flow(id);
        read(id);

        MetaFlowsServer.touch(flow);

        Eventually.holds(() -> assertEquals(
                List.of("0"),
                ServiceDatabase.rows("select count(*) from flow.flow_file where flow_id = '" + id + "'")));
        assertEquals(0, read(id).path("validationErrors").size());
    }

    private String file(String id) throws Throwable {
        var content = VertxContextSupport.subscribeAndAwait(() -> files.read(account, id));
        return new String(content.orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void webhooksChangeTheStatusInAnyOrder() {
        var id = createComplete("Webhooks");
        publish(id).then().statusCode(200);
        var now = Instant.now();

        statusWebhook(id, "THROTTLED", now.plusSeconds(5));
        statusWebhook(id, "PUBLISHED", now.plusSeconds(2));
        statusWebhook(id, "DRAFT", now.plusSeconds(9));
        MetaFlowsServer.flow(id).json().put("status", "THROTTLED");
        statusWebhook(id, "THROTTLED", now.plusSeconds(5));

        Eventually.holds(
                () -> assertEquals("THROTTLED", read(id).path("metaStatus").asText()));
        assertEquals("PUBLISHED", read(id).path("status").asText());
        statusWebhook(id, "BLOCKED", now.plusSeconds(10));
        Eventually.holds(
                () -> assertEquals("BLOCKED", read(id).path("metaStatus").asText()));
        Eventually.holds(() -> assertEquals(
                "BLOCKED",
                FactsReader.facts(Topics.FLOW_FACTS, id)
                        .getLast()
                        .path("metaStatus")
                        .asText()));
        deprecate(id).then().statusCode(200);
    }

    @Test
    void factsArePublishedAgainWhenTheirTopicWasLost() throws Exception {
        var id = create("Kept");

        TopicLoss.of(Topics.FLOW_FACTS);

        Eventually.holds(() -> assertEquals(
                "Kept",
                FactsReader.facts(Topics.FLOW_FACTS, id).getLast().path("name").asText()));
    }

    @Test
    void aWebhookAboutAnUnknownFlowImportsIt() {
        var made = MetaFlowsServer.put(account.wabaId(), "By webhook", "DRAFT");

        statusWebhook(made.id(), "PUBLISHED", Instant.now());

        Eventually.holds(() -> assertEquals(List.of("PUBLISHED"), list().findValuesAsText("status")));
    }

    @Test
    void alertsAreShownUntilTheyEnd() {
        var id = create("Alerts");
        var alert = JsonObject.of(
                        "event", "ENDPOINT_LATENCY", "message", "Slow", "p90_latency", 5500.5, "p50_latency", 1000)
                .put("threshold", 5000)
                .put("alert_state", "ACTIVATED");
        webhook(id, alert, Instant.now());
        webhook(
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
                read(id).path("alerts").findValuesAsText("event")));
        assertEquals("5500.5", read(id).at("/alerts/1/measured").asText());
        assertEquals("5000", read(id).at("/alerts/1/threshold").asText());

        webhook(
                id,
                alert.copy().put("alert_state", "DEACTIVATED"),
                Instant.now().plusSeconds(2));
        webhook(id, alert, Instant.now().minusSeconds(60));
        Eventually.holds(() -> assertEquals(
                List.of("ENDPOINT_AVAILABILITY"), read(id).path("alerts").findValuesAsText("event")));
    }

    @Test
    void anOperatorRequestsAComparison() {
        var path = "/operator/v1/whatsapp-accounts/" + account.id() + "/flows/reconcile";

        RestAssured.given()
                .header("apikey", "operator-key-of-the-tests")
                .post(path)
                .then()
                .statusCode(202);
        request().post(path).then().statusCode(401);
    }
}
