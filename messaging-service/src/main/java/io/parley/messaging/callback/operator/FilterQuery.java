package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.store.CallbackState;
import io.parley.runtime.json.Violations;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a {@link CallbackFilter} from the query parameters of a request. */
final class FilterQuery {
    private static final Pattern PLAIN = Pattern.compile("[!-~]{1," + CallbackFilter.MAX_ID + "}");
    private static final String NOT_PLAIN = "must be plain characters, at most " + CallbackFilter.MAX_ID;

    private final UriInfo uri;
    private final Violations violations = new Violations();

    private FilterQuery(UriInfo uri) {
        this.uri = uri;
    }

    /** Returns the filter, or throws a 400 that lists all violations. */
    static CallbackFilter of(UriInfo uri) {
        return new FilterQuery(uri).filter();
    }

    private CallbackFilter filter() {
        var filter = new CallbackFilter(
                read("messageId", FilterQuery::plain, NOT_PLAIN),
                read("from", Instant::parse, "must be a time, for example 2026-03-02T09:00:00Z"),
                read("to", Instant::parse, "must be a time, for example 2026-03-02T10:00:00Z"),
                read("channel", FilterQuery::plain, NOT_PLAIN),
                readOneOf("kind", CallbackKind.values(), CallbackKind::value),
                readOneOf("state", CallbackState.values(), CallbackState::value),
                null);
        filter.validateRange(violations);
        violations.throwIfAny();
        return filter;
    }

    private static String plain(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(NOT_PLAIN);
        }
        return text;
    }

    private <E> @Nullable E readOneOf(String name, E[] all, Function<E, String> spelling) {
        return read(
                name,
                text -> Arrays.stream(all)
                        .filter(one -> spelling.apply(one).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                "must be one of "
                        + String.join(", ", Arrays.stream(all).map(spelling).toList()));
    }

    private <T> @Nullable T read(String name, Function<String, T> reader, String rule) {
        var given = uri.getQueryParameters().getOrDefault(name, List.of());
        if (given.size() > 1) {
            violations.add(name, "must be given once");
        }
        try {
            return given.size() == 1 ? reader.apply(given.getFirst()) : null;
        } catch (IllegalArgumentException | DateTimeException e) {
            violations.add(name, rule);
            return null;
        }
    }
}
