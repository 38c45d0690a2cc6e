package io.parley.runtime.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.test.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests without a response at the deadline get 503. */
@QuarkusTest
@TestProfile(ResponseDeadlineTest.Short.class)
@ExtendWith(TestKeys.class)
@Tag("fault")
class ResponseDeadlineTest {

    /** A deadline that ends before the slow resource responds. */
    public static class Short extends WithoutBroker {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("parley.http.response-deadline", "0.3S");
            return settings;
        }
    }

    @Test
    void aRequestBeyondTheDeadlineGets503() {
        given().header("apikey", TestKeys.GOOD)
                .get("/conversations/v3/slow-parcels")
                .then()
                .statusCode(503)
                .contentType(equalTo("application/problem+json"))
                .header("Retry-After", "2")
                .time(greaterThanOrEqualTo(300L));
    }

    @Test
    void aLateResponseIsNotSentToTheNextRequestOfTheConnection() {
        aRequestBeyondTheDeadlineGets503();
        Eventually.pause(Duration.ofMillis(1_500)); // until the late response is completed

        given().header("apikey", TestKeys.GOOD)
                .get("/conversations/v3/parcels/nothing-of-that-name")
                .then()
                .statusCode(404);
    }
}
