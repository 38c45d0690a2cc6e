package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems contain what the caller needs to correct the request. Other tests check that every error has a problem. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class ProblemsNameTheRemedyTest {

    private static final String API = "/conversations/v3";

    @Inject
    Tenant tenant;

    private final String person = Tenant.person();

    @ParameterizedTest
    @CsvSource({"/messages, content", "/bulks, messages"})
    void emptyRequestNamesAllMissingMembers(String path, String contents) {
        refused(path, "{}")
                .body("violations.field", contains(contents, "channel", "from", "to"))
                .body("violations.message", everyItem(is("must be given")));
    }

    @ParameterizedTest
    @CsvSource({"/messages, content", "/bulks, messages"})
    void unknownMemberReturnsAllKnownMembers(String path, String contents) {
        refused(path, "{\"channel\":\"viber\",\"surprise\":1}")
                .body("violations.find { it.field == 'surprise' }.message", containsString("known are from, to, "))
                .body("violations.find { it.field == 'surprise' }.message", containsString(contents))
                .body("violations.find { it.field == 'surprise' }.message", containsString("rateType"))
                .body("violations.find { it.field == 'surprise' }.message", not(containsString("did you mean")));
    }

    @ParameterizedTest
    @CsvSource({
        "form, from",
        "From, from",
        "chanel, channel",
        "contents, content",
        "ratetype, rateType",
    })
    void misspelledNameReturnsASuggestion(String given, String suggestion) {
        refused("/messages", "{\"channel\":\"viber\",\"" + given + "\":\"x\"}")
                .body(
                        "violations.find { it.field == '" + given + "' }.message",
                        containsString("did you mean " + suggestion));
    }

    @Test
    void misspelledValueReturnsASuggestion() {
        refused("/messages", tenant.text(person, "x").replace("\"viber\"", "\"vibre\""))
                .body("violations.find { it.field == 'channel' }.message", containsString("; did you mean viber?"));
        refused("/messages", tenant.text(person, "x").replace("transaction", "transactions"))
                .body("violations.message", hasItem(containsString("; did you mean transaction?")));
        refused("/messages", tenant.text(person, "x").replace("\"contentType\":\"text\"", "\"contentType\":\"txt\""))
                .body("violations.find { it.field == 'content.contentType' }.message", containsString("mean text?"));
    }

    @Test
    void missingUnknownAndDuplicateKeysHaveDifferentDetails() {
        var body = tenant.text(person, "x");

        unauthorized(body).body("detail", equalTo("Send your API key in the header apikey."));
        unauthorized(body, "nonsense").body("detail", equalTo("The header apikey holds no valid API key."));
        unauthorized(body, tenant.key(), tenant.key()).body("detail", equalTo("Send the header apikey once."));
    }

    @Test
    void foreignSenderNamesTheMemberAndTheScope() {
        var body = tenant.text(person, "x").replace(tenant.serviceId(), "999999999999");

        tenant.post(body)
                .then()
                .statusCode(403)
                .body("detail", containsString("from must be a sender of your account on viber"))
                .body("detail", containsString("messages:write"));
    }

    private static ValidatableResponse unauthorized(String body, String... keys) {
        var request = given().contentType("application/json").body(body);
        for (var key : keys) {
            request.header("apikey", key);
        }
        return request.post(API + "/messages").then().statusCode(401);
    }

    private ValidatableResponse refused(String path, String body) {
        return given().header("apikey", tenant.key())
                .contentType("application/json")
                .body(body)
                .post(API + path)
                .then()
                .statusCode(400);
    }
}
