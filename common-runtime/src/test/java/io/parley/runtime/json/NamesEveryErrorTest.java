package io.parley.runtime.json;

import static io.parley.runtime.json.Posted.post;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON bodies with invalid members: the problem names each of them. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
@ExtendWith(TestKeys.class)
class NamesEveryErrorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "to|{}",
                "to|1",
                "to|true",
                "to|[\"4915550001111\"]",
                "to|null",
                "text|{}",
                "text|5",
                "channel|1",
                "channel|{}",
                "scope|1",
                "scope|\"MEDIA_READ\"",
                "scope|\"nothing\"",
                "count|\"3\"",
                "count|1.5",
                "count|2147483648",
                "count|[]",
                "weight|\"1\"",
                "weight|1e999",
                "express|\"true\"",
                "express|1",
                "id|\"1-1-1-1-1\"",
                "id|7",
                "at|\"yesterday\"",
                "at|1767225600",
                "wrap-with|3",
                "items|{}",
                "items|\"x\"",
                "labels|[]",
                "gift|\"card\"",
                "gift|[]",
                "to|\"a\\u0000b\"",
                "text|\"\\ud800\"",
                "text|\"\\udc00x\"",
                "channel|\"\\u0000\""
            })
    void aMemberOfTheWrongTypeIsNamed(String row) {
        var member = row.substring(0, row.indexOf('|'));
        var value = row.substring(row.indexOf('|') + 1);
        var others = (member.equals("to") ? "" : "\"to\":\"4915550001111\",")
                + (member.equals("text") ? "" : "\"text\":\"hi\",");

        post("{" + others + "\"" + member + "\":" + value + "}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Constraint Violation"))
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo(member))
                .body("violations[0].message", startsWith("must "));
    }

    @Test
    void allViolationsAreReportedInOrder() {
        var body = """
                {"tu":"x","text":"far too long a text","count":"3","items":[{"name":"a","pieces":1},{"name":"","piece":2},7],
                 "labels":{"a":1},"free":["ok","\\u0000"],"gift":{"contentType":"card","euros":1}}""";

        var fields = post(body).then().statusCode(400).extract().<List<String>>path("violations.field");

        assertThat(
                fields,
                contains(
                        "tu",
                        "count",
                        "items[1].piece",
                        "items[2]",
                        "labels.a",
                        "free[1]",
                        "gift.euros",
                        "gift.motto",
                        "items[1].name",
                        "text",
                        "to"));
    }

    @Test
    void thousandsOfViolationsAreReportedQuickly() {
        var members =
                IntStream.range(0, 10_000).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
        post("{" + members + "}")
                .then()
                .statusCode(400)
                .body("violations", hasSize(100))
                .time(lessThan(2_000L));

        post("{\"to\":\"4915550001111\",\"text\":\"hi\",\"items\":[" + "{},".repeat(10_000) + "{}]}")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("items")))
                .time(lessThan(2_000L));
    }

    @Test
    void aMissingMemberIsOneViolation() {
        post("{\"to\":\"4915550001111\"}").then().statusCode(400).body("violations.field", equalTo(List.of("text")));
        post("{\"text\":\"hi\"}").then().statusCode(400).body("violations.field", equalTo(List.of("to")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"contentType\":\"cart\"}", "{\"contentType\":1}", "{\"contentType\":null}"})
    void anUnknownContentTypeGetsTheListOfKnownOnes(String gift) {
        post("{\"to\":\"4915550001111\",\"text\":\"hi\",\"gift\":" + gift + "}")
                .then()
                .statusCode(400)
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo("gift.contentType"))
                .body("violations[0].message", startsWith("must be one of card, voucher"));
    }

    @Test
    void anUnprintableNameIsReportedSanitized() {
        post("{\"to\":\"4915550001111\",\"text\":\"hi\",\"a\\u0000\\ud800b\":1}")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("a\uFFFD\uFFFDb"));
    }

    @Test
    void violationsUseTheJsonName() {
        post("{\"to\":\"4915550001111\",\"text\":\"hi\",\"wrap-with\":\"x\"}")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("wrap-with"));
    }
}
