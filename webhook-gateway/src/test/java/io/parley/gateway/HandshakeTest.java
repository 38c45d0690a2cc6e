package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's handshake: checks the verify token and returns only the challenge. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
class HandshakeTest {

    @Test
    void returnsTheChallengeAsPlainText() {
        handshake("subscribe", GatewayProfile.VERIFY_TOKEN, "1158201444")
                .get("/webhooks/meta")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/plain")
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("1158201444"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "verify-m", "verify-me ", "VERIFY-ME", "\u0000"})
    void rejectsAnotherToken(String token) {
        handshake("subscribe", token, "1158201444").get("/webhooks/meta").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>alert(1)</script>", "a b", "1158201444\r\nX-Injected: 1", "\u00e9", "a&b"})
    void rejectsAChallengeThatABrowserCouldInterpret(String challenge) {
        handshake("subscribe", GatewayProfile.VERIFY_TOKEN, challenge)
                .get("/webhooks/meta")
                .then()
                .statusCode(400)
                .header("Content-Type", "application/problem+json")
                .body(not(containsString("script")));
    }

    @Test
    void rejectsAnOversizedChallenge() {
        handshake("subscribe", GatewayProfile.VERIFY_TOKEN, "1".repeat(257))
                .get("/webhooks/meta")
                .then()
                .statusCode(400);
    }

    @Test
    void rejectsAnotherMode() {
        handshake("unsubscribe", GatewayProfile.VERIFY_TOKEN, "1")
                .get("/webhooks/meta")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.mode", "hub.verify_token", "hub.challenge"})
    void rejectsAMissingOrRepeatedParameter(String name) {
        var all = java.util.Map.of(
                "hub.mode", "subscribe", "hub.verify_token", GatewayProfile.VERIFY_TOKEN, "hub.challenge", "1");
        var without = new java.util.TreeMap<>(all);
        without.remove(name);

        given().queryParams(without).get("/webhooks/meta").then().statusCode(400);
        given().queryParams(all)
                .queryParam(name, all.get(name))
                .get("/webhooks/meta?" + name + "=again")
                .then()
                .statusCode(400);
    }

    private static RequestSpecification handshake(String mode, String token, String challenge) {
        return given().queryParam("hub.mode", mode)
                .queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", challenge);
    }
}
