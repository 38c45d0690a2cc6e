package io.parley.flow.validation.source;

/**
 * A part of a file.
 *
 * @param start offset of the first byte
 * @param end offset after the last byte; an empty part stands for the character at {@code start}
 */
public record SourceSpan(int start, int end) {}
