package io.parley.runtime.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An error of the Graph API, from a response's {@code error} or a webhook's {@code errors[]}. Decisions are based on
 * {@link #code()}, {@link #temporary()} and the HTTP status; the texts change without notice.
 *
 * @param code Meta's error code; {@link #NO_CODE} if absent, since 0 is Meta's code for a bad token
 * @param title short name of the error; null if absent
 * @param details details of this occurrence; null if absent
 * @param traceId {@code fbtrace_id}, by which Meta's support finds the call; null in webhooks
 * @param temporary whether Meta reports that a retry may succeed
 */
public record GraphError(
        int code,
        @Nullable String title,
        @Nullable String details,
        @Nullable String traceId,
        boolean temporary) {

    public static final int NO_CODE = -1;

    /** Returns the error of a response, if it has one. */
    public static Optional<GraphError> ofAnswer(JsonNode answer) {
        var error = answer.path("error");
        return error.isObject() ? Optional.of(of(error)) : Optional.empty();
    }

    /** Parses one element of {@code errors[]} in a webhook, or the object below {@code error} in a response. */
    public static GraphError of(JsonNode error) {
        return new GraphError(
                error.path("code").asInt(NO_CODE),
                first(error, "error_user_title", "title", "message"),
                Optional.ofNullable(text(error.path("error_data").path("details")))
                        .orElseGet(() -> text(error.path("error_user_msg"))),
                text(error.path("fbtrace_id")),
                error.path("is_transient").asBoolean(false));
    }

    /** Returns a text for people: {@code title – details}. */
    public String text() {
        return Stream.of(title, details)
                .filter(part -> part != null && !part.isBlank())
                .distinct()
                .collect(Collectors.joining(" – "));
    }

    private static @Nullable String first(JsonNode node, String... members) {
        return Stream.of(members)
                .map(member -> text(node.path(member)))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
