package io.parley.runtime.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.directory.Directory;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The management port: health without the broker, metrics with buckets. */
@QuarkusTest
@TestProfile(ProbesAndMetricsTest.Alone.class)
@Tag("slow")
class ProbesAndMetricsTest {

    /** A profile of its own, so that no other test fills the directory. */
    public static class Alone extends WithoutBroker {}

    @TestHTTPResource(value = "", management = true)
    URI management;

    @Inject
    Directory directory;

    @Test
    void readinessRequiresTheDirectoryAndLivenessDoesNot() {
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'directory' }.status", equalTo("DOWN"));

        directory.markCaughtUp();

        given().get(management.resolve("/q/health/ready")).then().statusCode(200);
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
    }

    @Test
    void requestsAreCountedInBucketsAndRefusedKeysByReason() {
        TestKeys.fill(directory);
        given().header("apikey", TestKeys.GOOD).get("/conversations/v3/parcels/me");
        given().header("apikey", TestKeys.REVOKED).get("/conversations/v3/parcels/4930555100");
        given().get("/4930555100");

        given().accept("text/plain; version=0.0.4")
                .get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("http_server_requests_seconds_bucket"),
                        containsString("le=\"0.5\""),
                        containsString("parley_auth_rejections_total{reason=\"revoked\""),
                        containsString("uri=\"/conversations/v3/parcels/me\""),
                        containsString("uri=\"/UNMATCHED\""),
                        not(containsString("4930555100")),
                        not(containsString(TestKeys.REVOKED))));
    }

    @Test
    void aClientThatOffersHttp2GetsAResponse() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(management.resolve("/q/metrics")).build();

            var response = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertEquals(200, response.statusCode());
        }
    }

    @Test
    void theApiPortHasNoManagementPaths() {
        given().get("/q/health").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }
}
