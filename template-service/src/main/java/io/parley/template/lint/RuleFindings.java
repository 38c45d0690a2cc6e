package io.parley.template.lint;

import java.util.List;
import java.util.Map;

/** Receives the findings of one rule, and fills its message with their values. */
final class RuleFindings {
    private final LintRule rule;
    private final String source;
    private final List<LintFinding> all;

    /** @param all the findings of all rules, to which those of this rule are added up to the maximum plus one */
    RuleFindings(LintRule rule, String source, List<LintFinding> all) {
        this.rule = rule;
        this.source = source;
        this.all = all;
    }

    void add(String path) {
        add(path, Map.of());
    }

    /** @param values values by their names in the message, which are written {@code <name>} there */
    void add(String path, Map<String, ?> values) {
        if (all.size() > TemplateLint.MAX_FINDINGS) {
            return;
        }
        var message = rule.message();
        for (var value : values.entrySet()) {
            message =
                    message.replace("<" + value.getKey() + ">", value.getValue().toString());
        }
        all.add(new LintFinding(rule.severity(), path, rule.id(), message, source));
    }
}
