package io.parley.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the body of a request may be: the same everywhere, except where a large one is read as a stream. */
final class BodyLimits {
    private final long usual;
    private final Map<String, Long> large;

    BodyLimits(HttpConfig settings) {
        usual = settings.maxBody().asLongValue();
        large = settings.largeBodies().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLongValue()));
    }

    long of(HttpServerRequest request) {
        return of(request.path());
    }

    long of(String path) {
        return path == null ? usual : large.getOrDefault(path, usual);
    }

    boolean isLarge(HttpServerRequest request) {
        return request.path() != null && large.containsKey(request.path());
    }
}
