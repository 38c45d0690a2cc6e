package io.parley.runtime.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
class EveryErrorIsAProblemTest {
    private static final String PARCELS = "/conversations/v3/parcels";

    @ParameterizedTest
    @CsvSource({
        "conflict, 409, Conflict",
        "later, 503, Service Unavailable",
        "often, 429, Too Many Requests",
        "outage, 503, Service Unavailable",
        "boom, 500, Internal Server Error"
    })
    void anExceptionOfAResourceIsAProblem(String how, int status, String title) {
        caller().get(PARCELS + "/fail/" + how)
                .then()
                .statusCode(status)
                .contentType(equalTo("application/problem+json"))
                .body("title", equalTo(title))
                .body("status", equalTo(status))
                .body(not(containsString("insides")))
                .body(not(containsString("io.parley")))
                .body(not(containsString("internal refused")));
    }

    @Test
    void temporaryErrorsHaveRetryAfter() {
        caller().get(PARCELS + "/fail/later").then().header("Retry-After", "2");
        caller().get(PARCELS + "/fail/often").then().header("Retry-After", "3");
    }

    @Test
    void anUnknownPathGets404() {
        caller().get("/conversations/v3/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://httpstatuses.com/404"));
    }

    @Test
    void aWrongMethodGetsTheAllowedOnes() {
        caller().contentType("application/json")
                .body("{}")
                .put(PARCELS)
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", "GET, HEAD, OPTIONS, POST");
        caller().post(PARCELS + "/00000000-0000-7000-8000-000000000001")
                .then()
                .statusCode(405)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void aMalformedIdGets404() {
        caller().get(PARCELS + "/1-1-1-1-1x").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void anUnacceptableMediaTypeGets406() {
        caller().accept("application/xml")
                .get(PARCELS + "/me")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void aParameterOutOfBoundsIsAViolation() {
        caller().get(PARCELS + "/query?least=1")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Constraint Violation"))
                .body("violations[0].field", equalTo("least"));
    }

    @Test
    void aMalformedNumberParameterGets404() {
        caller().get(PARCELS + "/query?least=abc").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aTrailingSlashIsIgnored() {
        caller().get(PARCELS + "/me/").then().statusCode(200);
        caller().get(PARCELS + "/").then().statusCode(200);
    }

    private static RequestSpecification caller() {
        return given().header("apikey", TestKeys.GOOD);
    }
}
