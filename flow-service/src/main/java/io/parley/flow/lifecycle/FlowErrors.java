package io.parley.flow.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.flow.validation.FlowReport;
import io.parley.runtime.json.ProviderJson;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Errors of a file: as stored, and those of our check together with Meta's. */
public final class FlowErrors {
    /** Maximum number of Meta's errors that are kept, as of our own. */
    private static final int MAX_ERRORS = 100;

    private static final TypeReference<List<FlowError>> LIST = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<FlowError> ORDER = Comparator.comparingInt(FlowError::line)
            .thenComparingInt(FlowError::column)
            .thenComparing(FlowError::error, Comparator.nullsFirst(Comparator.naturalOrder()));

    private FlowErrors() {}

    public static List<FlowError> of(FlowReport report) {
        return report.errors().stream().map(FlowError::of).toList();
    }

    /** @param errors Meta's {@code validation_errors} */
    public static List<FlowError> ofMeta(JsonNode errors) {
        return ProviderJson.elements(errors).stream()
                .limit(MAX_ERRORS)
                .map(FlowError::ofMeta)
                .toList();
    }

    /** All errors by position. An error that both report is Meta's, whose words its documents explain. */
    public static List<FlowError> combined(List<FlowError> own, List<FlowError> meta) {
        var others = own.stream().filter(error -> meta.stream().noneMatch(error::isAtSamePlace));
        return Stream.concat(others, meta.stream()).sorted(ORDER).toList();
    }

    /** The stored text; null for no errors. */
    public static @Nullable String text(List<FlowError> errors) {
        try {
            return errors.isEmpty() ? null : JSON.writeValueAsString(errors).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("errors are always serializable", e);
        }
    }

    /** @param stored null for no errors */
    public static List<FlowError> read(@Nullable String stored) {
        try {
            return stored == null ? List.of() : JSON.readValue(stored, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored errors are unreadable", e);
        }
    }
}
