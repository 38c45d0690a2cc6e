package io.parley.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.stream.Collectors;

/** The maximum body size of a request: the same for all paths, except where a large body is read as a stream. */
final class BodyLimits {
    private final long standard;
    private final Map<String, Long> large;

    BodyLimits(HttpConfig settings) {
        standard = settings.maxBody().asLongValue();
        large = settings.largeBodies().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLongValue()));
    }

    long of(HttpServerRequest request) {
        return of(request.path());
    }

    long of(String path) {
        return path == null ? standard : large.getOrDefault(path, standard);
    }

    boolean isLarge(HttpServerRequest request) {
        return request.path() != null && large.containsKey(request.path());
    }
}
