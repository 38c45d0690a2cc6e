package io.parley.template.lint;

/**
 * One rule that a template violates.
 *
 * @param severity what follows from it
 * @param path JSON path in the notation of violations, for example {@code localizations[0].components[1].text}; empty for
 *      the whole request
 * @param rule id of the rule, for example {@code placeholder-gap}
 * @param message what is required, to follow the path, and how to correct the template
 * @param source URL of Meta's document that states the rule, or {@code contract}
 */
public record LintFinding(LintSeverity severity, String path, String rule, String message, String source) {}
