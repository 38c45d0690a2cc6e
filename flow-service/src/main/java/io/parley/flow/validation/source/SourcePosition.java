package io.parley.flow.validation.source;

/**
 * A position in a text as Meta counts it.
 *
 * @param line from 1; LF, CR LF and CR end a line
 * @param column from 1, in UTF-16 units; a tab counts 1
 */
public record SourcePosition(int line, int column) {}
