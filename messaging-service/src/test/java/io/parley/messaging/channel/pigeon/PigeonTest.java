package io.parley.messaging.channel.pigeon;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.messaging.inbound.TestTopics;
import io.parley.runtime.test.ContractFilter;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Features that a channel gets without code of its own: API, dispatch, statuses, callbacks, inbound, configuration. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedLoft.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class PigeonTest {
    private static final String PERSON = "4915123456789";

    @Inject
    TestTopics bus;

    private final String ring = "R-" + UUID.randomUUID();
    private Customer team;
    private String loft;
    private RecordingCustomer customer;

    @BeforeEach
    void newTeam() {
        team = Operator.customer("Pigeon fanciers");
        loft = Operator.sender(team, "pigeon", null);
        customer = new RecordingCustomer();
        ScriptedLoft.up().answer(201, "{\"ring\":\"" + ring + "\"}");
        call().body(Map.of("inboundMessageUrl", customer.url("/in"), "messageStatusUrl", customer.url("/status")))
                .put("configurations/channels/pigeon/service-ids/" + loft + "/callbacks")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void removeTenant() {
        customer.close();
    }

    @Test
    void aDeliveredDrawingIsReportedToTheCustomer() {
        var message = send("""
                {"contentType":"drawing","drawing":{"strokes":["M0 0L9 9"]}}""").statusCode(202).extract().<String>path("messageId");

        awaitStatus(message, "dispatched");
        bus.publish(List.of(bus.event("pigeon", "status", ring, """
                {"ring":"%s","reference":"%s","state":"landed"}""".formatted(ring, message))));
        awaitStatus(message, "delivered");
        Eventually.holds(() -> assertTrue(callbacks("/status").stream()
                .anyMatch(call -> call.contains(message) && call.contains("\"MessageStatus::delivered\""))));
        assertTrue(ScriptedLoft.server().lastRequest().body().contains(message));
    }

    @Test
    void aLostPigeonIsReportedWithItsReason() {
        var message = send("{\"contentType\":\"text\",\"text\":\"Hi\"}")
                .statusCode(202)
                .extract()
                .<String>path("messageId");

        awaitStatus(message, "dispatched");
        bus.publish(List.of(bus.event("pigeon", "status", ring, """
                {"ring":"%s","state":"lost"}""".formatted(ring))));

        awaitStatus(message, "failed");
        Eventually.holds(
                () -> assertTrue(callbacks("/status").stream().anyMatch(call -> call.contains("pigeon::error::lost"))));
    }

    @Test
    void anInvalidContentIsRejectedWithItsField() {
        send("{\"contentType\":\"drawing\",\"drawing\":{\"strokes\":[]}}")
                .statusCode(400)
                .body("violations[0].field", equalTo("content.drawing.strokes"));
        send("{\"contentType\":\"image\",\"image\":{}}")
                .statusCode(400)
                .body("violations[0].field", equalTo("content.contentType"))
                .body("violations[0].message", equalTo("must be one of text, drawing"));
    }

    /** The members of contents are known from the channel's own types. */
    @Test
    void aContentWithTwoBodiesIsRejected() {
        send("{\"contentType\":\"text\",\"text\":\"Hi\",\"drawing\":{\"strokes\":[\"M0 0L9 9\"]}}")
                .statusCode(400)
                .body("violations[0].field", equalTo("content.contentType"))
                .body("violations[0].message", startsWith("is text, but the content also has drawing"));
    }

    @Test
    void anInboundNoteIsSentToTheCallback() {
        bus.publish(List.of(bus.event("pigeon", "message", ring, """
                {"ring":"%s","from":"%s","to":"%s","note":"Home soon"}""".formatted(ring, PERSON, loft))));

        Eventually.holds(() -> assertEquals(1, callbacks("/in").size()));
        var call = callbacks("/in").getFirst();
        assertTrue(call.contains("\"channel\":\"pigeon\"") && call.contains("\"text\":\"Home soon\""), call);
    }

    @Test
    void aLoftIsListedInTheConfigurations() {
        var path = "configurations/channels/pigeon";
        call().get(path + "/service-ids/" + loft)
                .then()
                .statusCode(200)
                .body("channel", equalTo("pigeon"))
                .body("id.serviceId", equalTo(loft))
                .body("callback.inboundMessageUrl", equalTo(customer.url("/in")));
        call().get(path).then().statusCode(200).body("id.serviceId", hasItems(loft));
        call().get("configurations/channels").then().statusCode(200).body("channel", hasItems("pigeon"));
        call().get(path + "/phone-numbers/" + loft).then().statusCode(404);
    }

    private ValidatableResponse send(String content) {
        return call().body("{\"to\":\"%s\",\"from\":\"%s\",\"channel\":\"pigeon\",\"content\":%s}"
                        .formatted(PERSON, loft, content))
                .post("messages")
                .then();
    }

    private void awaitStatus(String message, String status) {
        Eventually.holds(
                () -> call().get("messages/" + message + "/status").then().body("status", equalTo(status)));
    }

    private List<String> callbacks(String path) {
        return customer.calls(path).stream().map(RecordingCustomer.Call::text).toList();
    }

    /** Without contract validation: the contract does not have this channel. */
    private RequestSpecification call() {
        return given().noFiltersOfType(ContractFilter.class)
                .basePath("/conversations/v3")
                .header("apikey", team.key())
                .contentType(ContentType.JSON);
    }
}
