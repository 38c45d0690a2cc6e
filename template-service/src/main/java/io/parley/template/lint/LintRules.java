package io.parley.template.lint;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The file of rules.
 *
 * @param sources documents by name
 */
record LintRules(Map<String, String> sources, LintDefinitions definitions, List<LintRule> rules) {
    private static final String FILE = "/lint/rules.yaml";

    LintRules {
        for (var rule : rules) {
            definitions.selectors(rule.at());
            if (!sources.containsKey(rule.source())) {
                throw new IllegalArgumentException(rule.id() + " has the unknown source " + rule.source());
            }
        }
    }

    static LintRules read() {
        try (var file = LintRules.class.getResourceAsStream(FILE)) {
            return new YAMLMapper().readValue(file, LintRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void apply(LintSubject subject, List<LintFinding> findings) {
        for (var rule : rules) {
            if (rule.scopes().contains(subject.scope())) {
                rule.apply(subject, new RuleFindings(rule, sources.get(rule.source()), findings));
            }
        }
    }
}
