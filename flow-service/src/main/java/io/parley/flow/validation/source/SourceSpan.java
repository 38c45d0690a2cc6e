package io.parley.flow.validation.source;

/**
 * A part of a text, in UTF-16 units.
 *
 * @param start offset of the first unit
 * @param end offset after the last unit; an empty part stands for the unit at {@code start}
 */
public record SourceSpan(int start, int end) {}
