package io.parley.runtime.json;

import static io.parley.runtime.json.Posted.PARCELS;
import static io.parley.runtime.json.Posted.caller;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.test.RawAnswers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only uncompressed JSON in UTF-8 is accepted. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class ContentTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/json; charset=UTF-16LE",
                "application/json; charset=utf8",
                "application/json; charset=\"latin1\"",
                "application/jsonp",
                "application/*",
                "*/*",
                "application/octet-stream",
                "multipart/form-data; boundary=x",
                "nonsense",
                "application/problem+json"
            })
    void otherContentTypesAreUnsupported(String contentType) {
        unsupported(caller().contentType(contentType)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post(PARCELS));
    }

    @Test
    void aBodyWithoutContentTypeIsUnsupported() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + PARCELS))
                .header("apikey", TestKeys.GOOD)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body(), answer.statusCode(), equalTo(415));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json; charset=utf-16",
                "application/json; charset=utf-16\r\nContent-Type: application/json"
            })
    void theContentTypeOfARawBodyIsCheckedToo(String contentType) throws Exception {
        for (var framing :
                List.of("Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")) {
            var answers = RawAnswers.to(
                    RestAssured.port,
                    "POST " + PARCELS + "/raw HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD + "\r\n"
                            + (contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n") + framing);

            assertThat(answers.text(), answers.status(), equalTo(415));
            assertThat(answers.text(), containsString("Content-Type: application/json."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate"})
    void compressedBodiesAreUnsupported(String encoding) {
        unsupported(caller().contentType("application/json")
                .header("Content-Encoding", encoding)
                .body("{}")
                .post(PARCELS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "APPLICATION/JSON; CHARSET=UTF-8",
                "application/json; odata=verbose"
            })
    void jsonContentTypesAreAccepted(String contentType) {
        caller().contentType(contentType)
                .body("{\"to\":\"4915550001111\",\"text\":\"hi\"}".getBytes(StandardCharsets.UTF_8))
                .post(PARCELS)
                .then()
                .statusCode(202);
    }

    @Test
    void aContentTypeWithoutBodyIsAcceptedOnGetAndDelete() {
        caller().contentType("application/json").get(PARCELS + "/me").then().statusCode(200);
        caller().contentType("application/json")
                .delete(PARCELS + "/00000000-0000-7000-8000-000000000001")
                .then()
                .statusCode(204);
    }

    private static void unsupported(Response response) {
        response.then().statusCode(415).contentType("application/problem+json");
    }
}
