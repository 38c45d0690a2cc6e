package io.parley.model;

/**
 * One violated rule of a request.
 *
 * @param field JSON path of the member, for example {@code content.contentType} or {@code messages[1].text}; for
 *      parameters and headers their name
 * @param message the violated rule, and how to correct the request
 */
public record Violation(String field, String message) {}
