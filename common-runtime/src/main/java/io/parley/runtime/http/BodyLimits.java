package io.parley.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The maximum body size of a request: the same for all paths, except where a large body is read as a stream. */
final class BodyLimits {
    private static final String ANY_SEGMENT = "*";

    private final long standard;
    private final Map<String, Long> exact;
    private final List<LargeBody> patterns;

    /**
     * The limit of paths with variable segments.
     *
     * @param begin what they have in common, which decides without the pattern for most paths
     */
    private record LargeBody(String begin, Pattern pattern, long limit) {

        boolean matches(String path) {
            return path.startsWith(begin) && pattern.matcher(path).matches();
        }
    }

    BodyLimits(HttpConfig settings) {
        standard = settings.maxBody().asLongValue();
        exact = settings.largeBodies().entrySet().stream()
                .filter(entry -> !entry.getKey().contains(ANY_SEGMENT))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLongValue()));
        patterns = settings.largeBodies().entrySet().stream()
                .filter(entry -> entry.getKey().contains(ANY_SEGMENT))
                .map(entry -> new LargeBody(
                        entry.getKey().substring(0, entry.getKey().indexOf(ANY_SEGMENT)),
                        pattern(entry.getKey()),
                        entry.getValue().asLongValue()))
                .toList();
    }

    long of(HttpServerRequest request) {
        return of(request.path());
    }

    long of(@Nullable String path) {
        return large(path).orElse(standard);
    }

    boolean isLarge(HttpServerRequest request) {
        return large(request.path()).isPresent();
    }

    private OptionalLong large(@Nullable String path) {
        if (path == null) {
            return OptionalLong.empty();
        }
        var limit = exact.get(path);
        return limit != null ? OptionalLong.of(limit) : matching(path);
    }

    private OptionalLong matching(String path) {
        for (var large : patterns) {
            if (large.matches(path)) {
                return OptionalLong.of(large.limit());
            }
        }
        return OptionalLong.empty();
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(Arrays.stream(path.split("/", -1))
                .map(segment -> segment.equals(ANY_SEGMENT) ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }
}
