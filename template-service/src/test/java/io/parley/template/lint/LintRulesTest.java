package io.parley.template.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the lint reports its failing sample and accepts its passing one. */
class LintRulesTest {
    private static final JsonNode SAMPLES = LintSamples.read();

    static Stream<Named<LintRule>> namedRules() {
        return rules().map(rule -> Named.of(rule.id(), rule));
    }

    private static Stream<LintRule> rules() {
        return TemplateLint.standard().rules().stream();
    }

    @Test
    void everyRuleHasSamplesAndOneId() {
        var ids = rules().map(LintRule::id).collect(Collectors.toCollection(TreeSet::new));
        var sampled = new TreeSet<String>();
        SAMPLES.fieldNames().forEachRemaining(sampled::add);

        assertEquals(ids, sampled);
        assertEquals(ids.size(), rules().count());
        assertTrue(ids.size() > 100, ids.size() + " rules");
    }

    @ParameterizedTest
    @MethodSource("namedRules")
    void passingSampleHasNoError(LintRule rule) {
        var result = LintSamples.check(SAMPLES.path(rule.id()).path("passes"));

        assertEquals(List.of(), result.errors());
        assertTrue(
                result.warnings().stream().noneMatch(finding -> finding.rule().equals(rule.id())));
    }

    @ParameterizedTest
    @MethodSource("namedRules")
    void failingSampleIsReportedByItsRule(LintRule rule) {
        var sample = SAMPLES.path(rule.id());

        var result = LintSamples.check(sample.path("fails"));

        var finding = result.findings().stream()
                .filter(found -> found.rule().equals(rule.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not reported; found " + result.findings()));
        assertEquals(rule.severity(), finding.severity());
        if (sample.has("at")) {
            assertEquals(sample.get("at").textValue(), finding.path());
        }
        assertTrue(finding.message().matches("[^<>]*"), () -> "a value is missing in: " + finding.message());
        assertEquals(expectedErrors(rule, sample), errorRules(result), () -> result.findings()
                .toString());
    }

    private static Set<String> errorRules(LintResult result) {
        return result.errors().stream().map(LintFinding::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> expectedErrors(LintRule rule, JsonNode sample) {
        var expected = StreamSupport.stream(sample.path("also").spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toCollection(TreeSet::new));
        if (rule.severity() == LintSeverity.ERROR) {
            expected.add(rule.id());
        }
        return expected;
    }
}
