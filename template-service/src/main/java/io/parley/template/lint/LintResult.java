package io.parley.template.lint;

import java.util.List;

/**
 * The findings for one template, in the order of the rules.
 *
 * @param findings at most {@value TemplateLint#MAX_FINDINGS}
 * @param truncated whether there are more
 */
public record LintResult(List<LintFinding> findings, boolean truncated) {

    public LintResult {
        findings = List.copyOf(findings);
    }

    /** The findings that prevent a submission. */
    public List<LintFinding> errors() {
        return of(LintSeverity.ERROR);
    }

    /** The findings that do not prevent a submission. */
    public List<LintFinding> warnings() {
        return of(LintSeverity.WARNING);
    }

    private List<LintFinding> of(LintSeverity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
