package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An error of a Flow in Meta's form, the one of {@code validation_errors} in its
 * <a href="https://developers.facebook.com/docs/whatsapp/flows/reference/flowsapi">Flows API</a>. Lines and columns count
 * from 1, columns in UTF-16 units; a token includes its quotes, and the end is inclusive.
 *
 * @param error code, such as {@code INVALID_PROPERTY_KEY}
 * @param errorType {@code FLOW_JSON_ERROR}
 * @param message what is wrong, in our words
 * @param pointers the same position with the path of the value
 */
public record FlowValidationError(
        @JsonProperty("error") String error,
        @JsonProperty("error_type") String errorType,
        @JsonProperty("message") String message,
        @JsonProperty("line_start") int lineStart,
        @JsonProperty("line_end") int lineEnd,
        @JsonProperty("column_start") int columnStart,
        @JsonProperty("column_end") int columnEnd,
        @JsonProperty("pointers") List<FlowErrorPointer> pointers) {

    static final String TYPE = "FLOW_JSON_ERROR";

    static FlowValidationError of(String error, String message, FlowErrorPointer at) {
        return new FlowValidationError(
                error, TYPE, message, at.lineStart(), at.lineEnd(), at.columnStart(), at.columnEnd(), List.of(at));
    }
}
