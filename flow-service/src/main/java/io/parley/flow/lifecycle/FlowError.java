package io.parley.flow.lifecycle;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.validation.FlowValidationError;
import org.jspecify.annotations.Nullable;

/**
 * An error of a Flow's file, the contract's FlowValidationError. Positions are strings, counted from 1. What Meta leaves
 * out is null.
 *
 * @param error code, such as {@code INVALID_PROPERTY_KEY}
 * @param errorType Meta's value; null if there is none
 */
public record FlowError(
        @Nullable String error,
        @Nullable String errorType,
        @Nullable String message,
        @Nullable String lineStart,
        @Nullable String lineEnd,
        @Nullable String columnStart,
        @Nullable String columnEnd) {

    /** An error that our own check found. */
    public static FlowError of(FlowValidationError found) {
        return new FlowError(
                found.error(),
                found.errorType(),
                found.message(),
                Integer.toString(found.lineStart()),
                Integer.toString(found.lineEnd()),
                Integer.toString(found.columnStart()),
                Integer.toString(found.columnEnd()));
    }

    /** One element of Meta's {@code validation_errors}; newer ones have their positions in {@code pointers} only. */
    public static FlowError ofMeta(JsonNode error) {
        var position = error.has("line_start") ? error : error.path("pointers").path(0);
        return new FlowError(
                text(error, "error"),
                text(error, "error_type"),
                text(error, "message"),
                text(position, "line_start"),
                text(position, "line_end"),
                text(position, "column_start"),
                text(position, "column_end"));
    }

    /** One line for people. */
    public String description() {
        var place = lineStart == null ? "" : " at line " + lineStart + ", column " + columnStart;
        return error + place + (message == null ? "" : ": " + message);
    }

    boolean isAtSamePlace(FlowError other) {
        return error != null
                && error.equals(other.error)
                && lineStart != null
                && lineStart.equals(other.lineStart)
                && columnStart != null
                && columnStart.equals(other.columnStart);
    }

    int line() {
        return number(lineStart);
    }

    int column() {
        return number(columnStart);
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static @Nullable String text(JsonNode error, String member) {
        return scalar(error.path(member)).orElse(null);
    }
}
