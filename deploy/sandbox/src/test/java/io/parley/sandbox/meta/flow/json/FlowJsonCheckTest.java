package io.parley.sandbox.meta.flow.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of flow-json-samples.json: a Flow that breaks it has this error, at this part of the text. */
class FlowJsonCheckTest {
    private static final JsonNode SAMPLES = samples();

    private final FlowJsonCheck check = new FlowJsonCheck();

    private static JsonNode samples() {
        try (InputStream in = FlowJsonCheckTest.class.getResourceAsStream("/flow-json-samples.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> broken() {
        return StreamSupport.stream(SAMPLES.path("broken").spliterator(), false);
    }

    static Stream<JsonNode> valid() {
        return StreamSupport.stream(SAMPLES.path("valid").spliterator(), false);
    }

    /** Returns the text of a sample: the valid Flow with a part replaced, or a whole text. */
    private static String text(JsonNode sample) {
        if (sample.has("text")) {
            return sample.path("text").asText();
        }
        var flow = lines(SAMPLES.path(sample.path("in").asText("flow")));
        for (var change : sample.path("replace").properties()) {
            assertTrue(flow.contains(change.getKey()), change.getKey());
            flow = flow.replace(change.getKey(), change.getValue().asText());
        }
        return flow;
    }

    private static String lines(JsonNode lines) {
        return String.join("\n", lines.valueStream().map(JsonNode::asText).toList());
    }

    private FlowJsonReport check(String text) {
        return check.check(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validFlowHasNoError(JsonNode sample) {
        assertEquals("[]", check(text(sample)).errors().toString());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRuleIsReportedWithItsPosition(JsonNode sample) {
        var text = text(sample);

        var errors = check(text).errors();

        var found = errors.valueStream()
                .map(error -> error.path("error").asText() + " " + part(text, error))
                .toList();
        var expected = sample.path("error").asText() + " " + sample.path("at").asText();
        assertTrue(found.contains(expected), () -> expected + " is not in " + found + " of\n" + text);
        assertEquals(1 + sample.path("others").asInt(0), found.size(), found::toString);
    }

    /** Returns the part of the text at which an error is, which is in one line. */
    private static String part(String text, JsonNode error) {
        assertEquals(error.path("line_start"), error.path("line_end"));
        var line = text.split("\n", -1)[error.path("line_start").asInt() - 1];
        return line.substring(
                error.path("column_start").asInt() - 1, error.path("column_end").asInt());
    }

    @Test
    void codesAreSampled() {
        var codes = new TreeSet<String>();
        broken().forEach(sample -> codes.add(sample.path("error").asText()));

        assertTrue(codes.size() >= 35, codes.size() + " codes: " + codes);
    }

    @Test
    void linesEndWithOneOrTwoCharacters() {
        var error = check("{\r\n\r\"version\":\n\t7}").errors().path(0);

        assertEquals(
                List.of(4, 2, 4, 2),
                Stream.of("line_start", "column_start", "line_end", "column_end")
                        .map(name -> error.path(name).asInt())
                        .toList());
    }

    @Test
    void hostileFilesHaveOneError() {
        for (var text : List.of(
                "",
                "\uFEFF{}",
                "[".repeat(100_000),
                "{\"a\":".repeat(5_000),
                "[" + "1,".repeat(400_000) + "1]",
                "{\"version\":\"7.3\",\"screens\":[]}{}",
                "\"" + "x".repeat(25_000_000))) {
            var errors = check(text).errors();
            assertEquals(1, errors.size());
            assertEquals("INVALID_FLOW_JSON", errors.path(0).path("error").asText());
        }
        assertEquals(
                "INVALID_FLOW_JSON",
                check.check(new byte[] {'"', (byte) 0xff, '"'})
                        .errors()
                        .path(0)
                        .path("error")
                        .asText());
    }

    @Test
    void versionsAreReported() {
        var report = check(lines(SAMPLES.path("endpoint")));

        assertEquals("7.3", report.version());
        assertEquals("4.0", report.dataApiVersion());
        assertTrue(report.isPublishable());
        assertTrue(report.hasScreen("LAST"));
        assertFalse(report.hasScreen("SUCCESS"));
        assertFalse(check(lines(SAMPLES.path("flow")).replace("7.3", "5.0")).isPublishable());
    }
}
