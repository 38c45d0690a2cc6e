package io.parley.runtime.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.test.RawAnswers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed and oversized requests, byte by byte over a socket. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class RefusesBadRequestsTest {
    private static final String PARCELS = "/conversations/v3/parcels";
    private static final String BODY = "{\"to\":\"4915550001111\",\"text\":\"hi\"}";
    private static final String SECOND =
            "GET " + PARCELS + "/me HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD + "\r\n\r\n";

    @Test
    void aValidRequestIsAccepted() throws IOException {
        assertThat(send(head("POST", PARCELS, length()) + BODY).status(), is(202));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Content-Length: 4\r\nContent-Length: 40",
                "Content-Length: 4, 4",
                "Content-Length: -1",
                "Content-Length: 0x10",
                "Content-Length: 4\r\nHost: other",
                "X-Nul: a\u0000b"
            })
    void ambiguousFramingIsRefusedAndTheConnectionClosed(String header) throws IOException {
        var answers = send(head("POST", PARCELS, header) + SECOND + SECOND);

        assertThat(answers.status(), is(400));
        assertThat(answers.all(), hasSize(1));
        assertThat(answers.isClosed(), is(true));
    }

    @Test
    void aRequestWithoutHostIsRefused() throws IOException {
        assertThat(
                send("GET " + PARCELS + "/me HTTP/1.1\r\napikey: " + TestKeys.GOOD + "\r\n\r\n")
                        .status(),
                is(400));
    }

    @Test
    void unsupportedMethodsAreNotAllowed() throws IOException {
        for (var method : new String[] {"TRACE", "FOO", "PROPFIND"}) {
            var answers = send(head(method, PARCELS, "X: y"));

            assertThat(method, answers.status(), is(405));
            assertThat(answers.text(), containsString("application/problem+json"));
            assertThat(answers.text(), containsString("\r\nAllow: "));
        }
        assertThat(send("CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n").status(), is(405));
    }

    @Test
    void oversizedHeadsGetTheirStatus() throws IOException {
        isProblem(414, send(head("GET", PARCELS + "?a=" + "x".repeat(9_000), "X: y")));
        isProblem(431, send(head("GET", PARCELS, "X: " + "y".repeat(30_000))));
        isProblem(431, send(head("GET", PARCELS, many(200, i -> "X-" + i + ": y", "\r\n"))));
        isProblem(400, send(head("GET", PARCELS + "?" + many(300, i -> "p" + i + "=1", "&"), "X: y")));
    }

    @Test
    void headsBeyondTheServersLimitsGetTheSameStatus() throws IOException {
        assertThat(
                send(head("GET", PARCELS + "?a=" + "x".repeat(40_000), "X: y")).status(), is(414));
        assertThat(send(head("GET", PARCELS, "X: " + "y".repeat(100_000))).status(), is(431));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/conversations/v3/parcels/../parcels/me",
                "/conversations/v3/%2e%2e/v3/parcels/me",
                "/conversations/v3/parcels/.%2E/parcels/me",
                "/conversations/v3//parcels/me",
                "//conversations/v3/parcels/me",
                "/conversations/v3/parcels/me%00",
                "/conversations/v3/parcels;a=b/me",
                "/conversations/v3/parcels/me;jsessionid=1",
                "/conversations/v3/parcels\\me"
            })
    void alternativePathSpellingsAreRefused(String path) throws IOException {
        assertThat(send(head("GET", path, "X: y")).status(), anyOf(is(400), is(404)));
    }

    @Test
    void anInvalidPercentEncodingIsRefused() throws IOException {
        assertThat(send(head("GET", PARCELS + "/%zz", "X: y")).status(), is(400));
        assertThat(send(head("GET", PARCELS + "?page=%", "X: y")).status(), is(400));
    }

    @Test
    void aChunkedBodyIsAccepted() throws IOException {
        var chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

        assertThat(
                send(head("POST", PARCELS, "Transfer-Encoding: chunked") + chunk)
                        .status(),
                is(202));
        assertThat(
                send(head("POST", PARCELS, "transfer-encoding: chunked") + chunk)
                        .status(),
                is(202));
    }

    @Test
    void contentLengthWithTransferEncodingGetsOneResponse() throws IOException {
        var both = head("POST", PARCELS, "Transfer-Encoding: chunked\r\nContent-Length: 4");
        var chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

        for (var body : List.of(chunk, "0\r\n\r\n", "")) {
            var answers = send(both + body + SECOND + SECOND);

            assertThat(answers.text(), answers.all(), is(List.of(400)));
            assertThat(answers.isClosed(), is(true));
        }
    }

    @Test
    void aConnectionIsReusedAfterAChunkedBody() throws IOException {
        var chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

        assertThat(
                send(head("POST", PARCELS, "Transfer-Encoding: chunked") + chunk + SECOND)
                        .all(),
                is(List.of(202, 200)));
    }

    @Test
    void anEscapedPrefixDoesNotBypassTheKeyCheck() throws IOException {
        var path = "/%63onversations/v3/parcels/me";

        assertThat(send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").status(), anyOf(is(401), is(404)));
    }

    @Test
    void oversizedBodiesAreRefusedBeforeTheyAreSent() throws IOException {
        isProblem(413, send(head("POST", PARCELS, "Content-Length: 999999999999\r\nExpect: 100-continue")));
        isProblem(413, send(head("POST", PARCELS, "Content-Length: 20000000")));
    }

    @Test
    void bytesAfterTheBodyAreParsedAsTheNextRequest() throws IOException {
        var answers = send(head("POST", PARCELS, length()) + BODY + "trailing garbage\r\n\r\n");

        assertThat(answers.all().getFirst(), is(202));
        assertThat(answers.all().getLast(), is(400));
        assertThat(answers.isClosed(), is(true));
    }

    @Test
    void corsPreflightsAreNotAllowed() throws IOException {
        var answers =
                send(head("OPTIONS", PARCELS, "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST"));

        assertThat(answers.text().toLowerCase(Locale.ROOT), not(containsString("access-control-allow")));
    }

    @Test
    void clearTextHttp2IsNotSupported() throws IOException {
        assertThat(send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").text(), not(containsString("\u0000")));
        var upgrade = send(head(
                "GET",
                PARCELS + "/me",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"));
        assertThat(upgrade.status(), not(equalTo(101)));
    }

    private static void isProblem(int status, RawAnswers answers) {
        assertThat(answers.text(), answers.status(), is(status));
        assertThat(answers.text(), containsString("application/problem+json"));
        assertThat(answers.text(), containsString("\"status\":" + status));
    }

    private static String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD
                + "\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
    }

    private static String length() {
        return "Content-Length: " + BODY.length();
    }

    private static String many(int count, java.util.function.IntFunction<String> one, String between) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(between));
    }

    private static RawAnswers send(String request) throws IOException {
        return RawAnswers.to(RestAssured.port, request);
    }
}
