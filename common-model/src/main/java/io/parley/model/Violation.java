package io.parley.model;

/**
 * One broken rule of a request.
 *
 * @param field JSON path of the offending member, for example {@code content.contentType} or {@code messages[1].text};
 *     for parameters and headers their name
 * @param message the rule it breaks, in words that say how to mend it
 */
public record Violation(String field, String message) {}
