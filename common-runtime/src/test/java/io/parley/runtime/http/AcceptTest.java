package io.parley.runtime.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.parley.runtime.app.ParcelResource;
import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
class AcceptTest {
    private static final String PARCELS = "/conversations/v3/parcels";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/problem+json",
                "application/json, application/problem+json",
                "application/problem+json;q=0.9, application/json;q=0.1",
                "*/*",
                "application/*",
                "text/html, application/xhtml+xml, */*;q=0.8",
                "text/html;level=\"a,b\", application/problem+json",
                "text/html, nonsense, application/json;q=0.001",
                "text/*, application/*;q=0.2",
                "application/problem+json;q=0, application/json",
                ""
            })
    void acceptingJsonOrProblemsReturnsJson(String accept) {
        caller(accept).get(PARCELS + "/me").then().statusCode(200).contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml",
                "text/*",
                "nonsense",
                "application/json;q=0",
                "application/json;q=0.000, application/problem+json",
                "application/json;q=0, */*",
                "application/*;q=0",
                "*/*;q=0"
            })
    void acceptingNeitherIsRefusedBeforeTheOperationRuns(String accept) {
        var calls = ParcelResource.RAW.get();

        caller(accept)
                .contentType("application/json")
                .body("{}")
                .post(PARCELS + "/raw")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));

        assertThat(ParcelResource.RAW.get(), is(calls));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/problem+json", "text/html", "image/png", "application/json;q=0", "*/*", "nonsense"})
    void anOperationWithoutResponseBodyAllowsAnyAccept(String accept) {
        caller(accept)
                .delete(PARCELS + "/00000000-0000-7000-8000-000000000001")
                .then()
                .statusCode(204);
    }

    @Test
    void severalHeadersAreCombined() {
        given().header("apikey", TestKeys.GOOD)
                .header("Accept", "text/html", "application/problem+json")
                .get(PARCELS + "/me")
                .then()
                .statusCode(200);
    }

    @Test
    void errorsAreProblemsForAnyAccept() {
        caller("text/html")
                .get("/conversations/v3/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().accept("image/png").get(PARCELS).then().statusCode(401).contentType("application/problem+json");
    }

    private static RequestSpecification caller(String accept) {
        return given().header("apikey", TestKeys.GOOD).header("Accept", accept);
    }
}
