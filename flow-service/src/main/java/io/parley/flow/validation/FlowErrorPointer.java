package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where an error is, in Meta's form. Lines and columns count from 1, columns in UTF-16 units; the end is inclusive.
 *
 * @param path such as {@code screens[0].layout.children[0].type}; empty for the whole Flow
 */
public record FlowErrorPointer(
        @JsonProperty("line_start") int lineStart,
        @JsonProperty("line_end") int lineEnd,
        @JsonProperty("column_start") int columnStart,
        @JsonProperty("column_end") int columnEnd,
        @JsonProperty("path") String path) {}
