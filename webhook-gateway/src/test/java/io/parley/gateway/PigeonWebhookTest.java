package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.Topics;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The webhooks of a provider are one class; see docs/adding-a-channel.md. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
class PigeonWebhookTest {
    private static final String LANDED = "{\"ring\":\"R-1\",\"state\":\"landed\"}";

    @RegisterExtension
    final Topic messaging = new Topic(Topics.MESSAGING_PROVIDER_EVENTS);

    @Test
    void aWebhookIsPublished() throws Exception {
        given().header("Authorization", "loft-key")
                .body(LANDED)
                .post("/webhooks/pigeon/status")
                .then()
                .statusCode(200);

        var arrival = messaging.next(1).getFirst();
        assertEquals("R-1", arrival.key());
        assertEquals("pigeon", arrival.event().provider());
        assertEquals("status", arrival.event().kind());
        assertEquals(LANDED, arrival.event().payload().toString());
    }

    @Test
    void aWrongKeyOrMethodIsRejected() {
        given().body(LANDED).post("/webhooks/pigeon/status").then().statusCode(401);
        given().get("/webhooks/pigeon/status").then().statusCode(405).header("Allow", "POST");
    }
}
