package io.parley.runtime.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Authentication by API key, scopes, and the operator's key. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class KeysAndScopesTest {
    private static final String ME = "/conversations/v3/parcels/me";
    private static final String UNAUTHORIZED =
            "401application/problem+json{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"%s\"}";
    private static final String SCOPED = "/conversations/v3/parcels/scoped";

    @Test
    void aValidKeyIdentifiesTheCaller() {
        with(TestKeys.GOOD, ME).then().statusCode(200).body("account", equalTo(TestKeys.ACCOUNT.toString()));
    }

    @Test
    void allInvalidKeysGetTheSameResponse() {
        var wrongSecret = ApiKeys.text("0000000000000000000a", "x".repeat(43));
        var badChecksum = TestKeys.GOOD.substring(0, TestKeys.GOOD.length() - 1) + "z";
        var bad = List.of(
                TestKeys.UNKNOWN,
                TestKeys.REVOKED,
                TestKeys.EXPIRED,
                wrongSecret,
                badChecksum,
                "",
                "pk_",
                TestKeys.GOOD + "x",
                "é");

        assertThat(
                answers(bad.stream().map(key -> with(key, ME))),
                contains(UNAUTHORIZED.formatted("The header apikey holds no valid API key.")));
    }

    @Test
    void aMissingOrRepeatedKeyGetsItsOwnDetail() {
        var missing = Stream.of(
                given().get(ME),
                given().queryParam("apikey", TestKeys.GOOD).get(ME),
                given().get("/conversations/v3/nothing"));

        assertThat(answers(missing), contains(UNAUTHORIZED.formatted("Send your API key in the header apikey.")));
        assertThat(
                answers(Stream.of(given().headers(twice()).get(ME))),
                contains(UNAUTHORIZED.formatted("Send the header apikey once.")));
    }

    private static Set<String> answers(Stream<Response> given) {
        return given.map(answer -> answer.statusCode() + answer.contentType() + answer.asString())
                .collect(Collectors.toSet());
    }

    @Test
    void aKeyWithoutTheScopeIsForbidden() {
        with(TestKeys.GOOD, SCOPED).then().statusCode(200);
        with(TestKeys.UNSCOPED, SCOPED)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://httpstatuses.com/403"))
                .body("title", equalTo("Forbidden"))
                .body("detail", equalTo("The API key needs the scope media:read."));
    }

    @Test
    void theOperatorApiRequiresTheOperatorKey() {
        var ping = "/operator/v1/ping";

        with("operator-key", ping).then().statusCode(200);
        with(TestKeys.GOOD, ping).then().statusCode(401);
        with("operator-keys", ping).then().statusCode(401);
        given().get(ping).then().statusCode(401).contentType("application/problem+json");
        with("operator-key", ME).then().statusCode(401);
    }

    private static Headers twice() {
        return new Headers(new Header("apikey", TestKeys.GOOD), new Header("apikey", TestKeys.GOOD));
    }

    private static Response with(String key, String path) {
        return given().header("apikey", key).get(path);
    }
}
