package io.parley.runtime.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.test.MalformedRequests;
import io.parley.runtime.test.MalformedRequestsContract;
import io.parley.runtime.test.RawAnswers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class RuntimeMalformedRequestsTest extends MalformedRequestsContract {
    private static final String PARCELS = "/conversations/v3/parcels";
    private static final String ME = head("GET", PARCELS + "/me", "");

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Test
    void malformedChunksGet400() throws IOException {
        for (var body : MalformedRequests.chunks()) {
            var answers = RawAnswers.to(
                    port(),
                    head("POST", PARCELS, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                            + body
                            + ME);

            assertThat(body + answers.text(), answers.all(), is(List.of(400)));
            assertThat(answers.text(), containsString("application/problem+json"));
            assertThat(answers.isClosed(), is(true));
        }
    }

    @Test
    void aPipelinedBadRequestIsAnsweredAfterTheEarlierRequests() throws IOException {
        var answers = RawAnswers.to(port(), ME + ME + head("GET", PARCELS + "/{", "") + ME);

        assertThat(answers.all(), is(List.of(200, 200, 400)));
        assertThat(answers.isClosed(), is(true));
    }

    @Test
    void theAbsoluteFormIsAccepted() throws IOException {
        assertThat(
                RawAnswers.to(port(), head("GET", "http://x" + PARCELS + "/me", ""))
                        .status(),
                is(200));
        assertThat(
                RawAnswers.to(port(), head("GET", "HTTP://X" + PARCELS + "/me", ""))
                        .status(),
                is(200));
    }

    @Test
    void foldedHeaderLinesAreAccepted() throws IOException {
        var answers = RawAnswers.to(port(), head("GET", PARCELS + "/me", "X: a\r\n b\r\n"));

        assertThat(answers.all(), is(List.of(200)));
    }

    @Test
    void validHostsAreAccepted() throws IOException {
        for (var host : List.of("x", "x:80", "a-b.example.com:8443", "127.0.0.1", "[::1]:8080", "my_service")) {
            var request =
                    "GET " + PARCELS + "/me HTTP/1.1\r\nHost: " + host + "\r\napikey: " + TestKeys.GOOD + "\r\n\r\n";

            assertThat(host, RawAnswers.to(port(), request).status(), is(200));
        }
    }

    @Test
    void anErrorResponseToHeadHasNoBody() throws IOException {
        var answers = RawAnswers.to(port(), head("HEAD", PARCELS + "/{", ""));

        assertThat(answers.status(), is(400));
        assertThat(answers.text().endsWith("\r\n\r\n"), is(true));
    }

    private static String head(String method, String target, String fields) {
        return method + " " + target + " HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD + "\r\n" + fields + "\r\n";
    }
}
