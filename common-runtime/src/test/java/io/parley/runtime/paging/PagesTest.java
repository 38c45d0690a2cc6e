package io.parley.runtime.paging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paging of a list of 250 items. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
class PagesTest {
    private static final String PARCELS = "/conversations/v3/parcels";

    @Test
    void aPageHasItemsAndHeaders() {
        var base = "<" + RestAssured.baseURI + ":" + RestAssured.port + PARCELS + "?page=";

        caller().get(PARCELS + "?page=2&size=100")
                .then()
                .statusCode(200)
                .body("$", hasSize(100))
                .body("[0]", equalTo(100))
                .header("x-total-pages", "3")
                .header("x-total-items", "250")
                .header("x-page-size", "100")
                .header("x-current-page", "2")
                .header(
                        "Link",
                        equalTo(base + "1&size=100>; rel=\"first\", " + base + "1&size=100>; rel=\"previous\", " + base
                                + "2&size=100>; rel=\"current\", " + base + "3&size=100>; rel=\"next\", " + base
                                + "3&size=100>; rel=\"last\""));
    }

    @Test
    void theFirstPageHasNoPreviousAndTheLastNoNext() {
        caller().get(PARCELS).then().body("$", hasSize(100)).header("Link", not(containsString("previous")));
        caller().get(PARCELS + "?page=3").then().body("$", hasSize(50)).header("Link", not(containsString("next")));
    }

    @Test
    void aPageBeyondTheEndIsEmpty() {
        for (var page : List.of("4", "999999999")) {
            caller().get(PARCELS + "?page=" + page)
                    .then()
                    .statusCode(200)
                    .body("$", hasSize(0))
                    .header("x-current-page", page)
                    .header("Link", not(containsString("next")));
        }
    }

    @Test
    void linksKeepOtherParametersAndThePublicUrl() {
        caller().header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example.com")
                .get(PARCELS + "?phoneNumber=4930555100&size=50")
                .then()
                .header(
                        "Link",
                        containsString("<https://api.example.com" + PARCELS
                                + "?phoneNumber=4930555100&page=2&size=50>; rel=\"next\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "2147483648", "abc", "1.0", "", " ", "+1", "٣", "1&page=2"})
    void anInvalidPageIsAViolation(String page) {
        isViolation("page", PARCELS + "?page=" + page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1001", "1000000", "abc", "", "10&size=10"})
    void anInvalidSizeIsAViolation(String size) {
        isViolation("size", PARCELS + "?size=" + size);
    }

    @Test
    void bothViolationsAreReportedTogether() {
        caller().get(PARCELS + "?page=0&size=0")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("page", "size")));
    }

    private static void isViolation(String field, String path) {
        caller().get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo(field));
    }

    private static RequestSpecification caller() {
        return given().header("apikey", TestKeys.GOOD);
    }
}
