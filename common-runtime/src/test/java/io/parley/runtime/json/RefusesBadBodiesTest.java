package io.parley.runtime.json;

import static io.parley.runtime.json.Posted.post;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.stringContainsInOrder;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies are accepted as JSON. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
class RefusesBadBodiesTest {
    @Test
    void aValidBodyIsReturnedWithoutNulls() {
        var body = """
                {"to":"+4915550001111","text":"hi 🎉","channel":"viber","scope":"media:read","count":3,"weight":1.5,
                 "express":true,"id":"0190f5a8-0000-7000-8000-000000000001","at":"2026-01-31T12:00:00+01:00",
                 "wrapWith":"paper","items":[{"name":"a","pieces":1}],"labels":{"x":"y"},"free":{"any":[1,null]},
                 "gift":{"contentType":"card","motto":"joy"}}""";

        var answer = post(body)
                .then()
                .statusCode(202)
                .contentType("application/json")
                .extract();

        assertThat(
                answer.body().asString(),
                stringContainsInOrder(
                        "🎉",
                        "\"channel\":\"viber\"",
                        "\"at\":\"2026-01-31T11:00:00.000Z\"",
                        "\"wrap-with\":\"paper\"",
                        "\"gift\":{\"contentType\":\"card\",\"motto\":\"joy\"}"));
        assertThat(
                post("{\"to\":\"4915550001111\",\"text\":\"hi\"}").asString(),
                equalTo("{\"to\":\"4915550001111\",\"text\":\"hi\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "null",
                "{\"to\":\"1",
                "{\"to\":\"1\",}",
                "{'to':'1'}",
                "{\"count\":NaN}",
                "{/* */}",
                "{\"to\":\"1\"} x",
                "{}{}",
                "{\"to\":\"1\",\"to\":\"2\"}",
                "{\"gift\":{\"a\":1,\"a\":1}}",
                "[]",
                "[{}]",
                "\"x\"",
                "1",
                "true",
                "{\"count\":01}",
                "{\"count\":+1}",
                "{\"count\":.5}",
                "{\"to\":\"a\nb\"}",
                "{\"to\":\"\\x\"}",
                "\uFEFF{}"
            })
    void otherThanOneJsonObjectIsNotParseable(String body) {
        notParseable(post(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void otherEncodingsAreNotParseable(String charset) {
        notParseable(post("{\"to\":\"4915550001111\",\"text\":\"ä\"}".getBytes(Charset.forName(charset))));
    }

    @Test
    void invalidUtf8IsNotParseable() {
        notParseable(post(new byte[] {'{', '"', 't', 'o', '"', ':', '"', (byte) 0xC3, '"', '}'}));
        notParseable(post(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'}));
    }

    static List<String> bombs() {
        return List.of(
                "{\"free\":" + "[".repeat(64) + "]".repeat(64) + "}",
                "[".repeat(5_000),
                "{\"free\":".repeat(5_000),
                "{"
                        + IntStream.range(0, 100_000)
                                .mapToObj(i -> "\"m" + i + "\":1")
                                .collect(Collectors.joining(",")) + "}",
                "{\"count\":" + "9".repeat(5_000) + "}",
                "{\"weight\":1." + "9".repeat(5_000) + "}",
                "{\"text\":\"" + "x".repeat(1 << 20) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreNotParseable(String body) {
        notParseable(post(body));
    }

    @Test
    void aNestingOf64IsAccepted() {
        var body = "{\"to\":\"4915550001111\",\"text\":\"hi\",\"free\":" + "[".repeat(63) + "]".repeat(63) + "}";

        post(body).then().statusCode(202);
    }

    @Test
    void bodiesBeyondTheLimitAreTooLarge() {
        post("{\"text\":\"" + "x".repeat(2 << 20) + "\"}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; DROP TABLE m;--", "*)(uid=*", "$(id)`id`", "{{7*7}}${7*7}", "a\\r\\nERROR x", "\\u001b[31m"})
    void hostileTextIsReturnedUnchanged(String text) {
        var body = "{\"to\":\"4915550001111\",\"text\":\"hi\",\"free\":\"" + text + "\"}";

        var answer = post(body).then().statusCode(202).extract();

        assertThat(answer.<String>path("free"), equalTo(unescaped(text)));
    }

    private static String unescaped(String text) {
        return text.replace("\\r\\n", "\r\n").replace("\\u001b", "\u001b");
    }

    private static void notParseable(Response response) {
        response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://problems.example.com/DataNotParseable"))
                .body("title", equalTo("Data given was not parseable"));
    }
}
