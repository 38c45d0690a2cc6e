package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.Topics;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
class ViberWebhookTest {
    private static final String DELIVERED =
            "{\"event\":\"delivered\",\"timestamp\":1457764197627,\"message_token\":5741311803571721087,\"user_id\":\"u1\"}";
    private static final String SIGNATURE = MetaCalls.signature(GatewayProfile.VIBER_TOKEN, MetaCalls.bytes(DELIVERED));

    @RegisterExtension
    final Topic messaging = new Topic(Topics.MESSAGING_PROVIDER_EVENTS);

    @Test
    void acceptsTheSignatureInTheHeaderOrTheQuery() throws Exception {
        given().header("X-Viber-Content-Signature", SIGNATURE)
                .body(MetaCalls.bytes(DELIVERED))
                .post("/webhooks/viber/7042")
                .then()
                .statusCode(200);
        given().queryParam("sig", SIGNATURE)
                .body(MetaCalls.bytes(DELIVERED))
                .post("/webhooks/viber/7042")
                .then()
                .statusCode(200);

        var found = messaging.next(2);
        assertEquals(
                List.of("7042:u1", "7042:u1"),
                found.stream().map(Topic.Arrival::key).toList());
        assertEquals(
                5_741_311_803_571_721_087L,
                found.getFirst().event().payload().path("message_token").asLong());
    }

    @Test
    void rejectsAWrongSignatureAndAnUnknownService() {
        given().body(MetaCalls.bytes(DELIVERED))
                .post("/webhooks/viber/7042")
                .then()
                .statusCode(401);
        given().header("X-Viber-Content-Signature", SIGNATURE.replace('a', 'b').replace('1', '2'))
                .queryParam("sig", SIGNATURE)
                .body(MetaCalls.bytes(DELIVERED))
                .post("/webhooks/viber/7042")
                .then()
                .statusCode(401);
        given().header("X-Viber-Content-Signature", SIGNATURE)
                .body(MetaCalls.bytes(DELIVERED))
                .post("/webhooks/viber/7043")
                .then()
                .statusCode(404);
    }

    @Test
    void aWebhookTestEventIsAcknowledgedAndNotPublished() throws Exception {
        var body = MetaCalls.bytes("{\"event\":\"webhook\",\"timestamp\":1,\"message_token\":2}");

        given().header("X-Viber-Content-Signature", MetaCalls.signature(GatewayProfile.VIBER_TOKEN, body))
                .body(body)
                .post("/webhooks/viber/7042")
                .then()
                .statusCode(200);

        assertEquals(List.of(), messaging.poll(java.time.Duration.ofMillis(300)));
    }

    @Test
    void acceptsAPartnersReportsWithItsSecret() throws Exception {
        var body = "{\"results\":[{\"messageId\":\"m1\",\"to\":\"491\",\"status\":{\"groupName\":\"DELIVERED\"}}]}";

        given().header("Authorization", GatewayProfile.PARTNER_SECRET)
                .body(body)
                .post("/webhooks/viber-partner/7042")
                .then()
                .statusCode(200);
        given().header("Authorization", "App wrong")
                .body(body)
                .post("/webhooks/viber-partner/7042")
                .then()
                .statusCode(401);
        given().body(body).post("/webhooks/viber-partner/7042").then().statusCode(401);
        given().body(body).post("/webhooks/viber-partner/7043").then().statusCode(404);

        var report = messaging.next(1).getFirst();
        assertEquals("viber-partner", report.event().provider());
        assertEquals("report", report.event().kind());
        assertEquals("7042:491", report.key());
    }
}
