package io.parley.template.lint;

/** What follows from a finding. */
public enum LintSeverity {
    /** The API or Meta refuses the template. */
    ERROR,
    /** The template can be submitted, but Meta's review may reject it. */
    WARNING
}
