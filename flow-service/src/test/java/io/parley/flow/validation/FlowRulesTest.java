package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the validator reports its failing sample, and nothing else does; its passing sample has no error. */
class FlowRulesTest {
    private static final JsonNode SAMPLES = FlowSamples.read("samples.yaml");
    private static final String CONDITION = "\"condition\":\"";

    static Stream<String> rules() {
        return FlowValidator.standard().rules().keySet().stream().sorted();
    }

    @Test
    void everyRuleHasSamples() {
        var sampled = new TreeSet<String>();
        SAMPLES.fieldNames().forEachRemaining(sampled::add);

        assertEquals(new TreeSet<>(rules().toList()), sampled);
        assertTrue(sampled.size() > 130, sampled.size() + " rules");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void passingSampleHasNoError(String rule) {
        assertEquals(
                List.of(),
                FlowSamples.validate(SAMPLES.path(rule).path("passes")).errors());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failingSampleIsReportedByItsRule(String rule) {
        var sample = SAMPLES.path(rule);

        var report = FlowSamples.validate(sample.path("fails"));

        var errors = report.errors();
        assertEquals(
                codes(rule, sample),
                errors.stream().map(FlowValidationError::error).sorted().toList(),
                errors::toString);
        var error = errors.stream()
                .filter(found -> isOf(rule, found))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not reported; found " + errors));
        assertTrue(!error.message().matches(".*\\{[0-9]}.*"), error::message);
        if (sample.has("at")) {
            assertEquals(
                    sample.get("at").textValue(), error.pointers().getFirst().path());
        }
        if (sample.has("columns")) {
            assertColumns(sample, error);
        }
    }

    private static void assertColumns(JsonNode sample, FlowValidationError error) {
        var file = new String(FlowSamples.file(sample.get("fails")), StandardCharsets.UTF_8);
        var before = file.indexOf(CONDITION) + CONDITION.length();
        assertEquals(
                List.of(
                        sample.at("/columns/0").intValue(),
                        sample.at("/columns/1").intValue()),
                List.of(error.columnStart() - before, error.columnEnd() - before));
    }

    private static List<String> codes(String rule, JsonNode sample) {
        var also =
                StreamSupport.stream(sample.path("also").spliterator(), false).map(JsonNode::textValue);
        return Stream.concat(Stream.of(rule), also)
                .map(id -> FlowValidator.standard().rules().get(id).error())
                .sorted()
                .toList();
    }

    private static boolean isOf(String id, FlowValidationError error) {
        var rule = FlowValidator.standard().rules().get(id);
        var message = Stream.of(rule.message().split("\\{[0-9]}", -1))
                .map(Pattern::quote)
                .toList();
        return error.error().equals(rule.error()) && error.message().matches("(?s)" + String.join(".*", message));
    }
}
