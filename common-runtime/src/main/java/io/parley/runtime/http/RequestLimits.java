package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Methods, sizes and spellings that no address of ours has a use for. */
final class RequestLimits {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final HttpSettings settings;
    private final BodyLimits bodies;

    RequestLimits(HttpSettings settings, BodyLimits bodies) {
        this.settings = settings;
        this.bodies = bodies;
    }

    /** Null if there is none. */
    ProblemException fault(HttpServerRequest request) {
        if (!isMethod(request.method().name())) {
            return methodNotAllowed();
        }
        if (request.uri().length() > settings.maxUrl()) {
            return Problems.ofStatus(414, "The address may have at most " + settings.maxUrl() + " characters.");
        }
        if (isHeaderTooLarge(request)) {
            return Problems.ofStatus(
                    431,
                    "At most %d header fields with %d bytes together."
                            .formatted(
                                    settings.maxHeaderFields(),
                                    settings.maxHeaders().asLongValue()));
        }
        if (isLongerThan(bodies.of(request), request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            return Problems.payloadTooLarge("A body may have at most " + bodies.of(request) + " bytes.");
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            return Problems.unsupportedMediaType("Bodies must not be compressed.");
        }
        return address(request.uri());
    }

    static boolean isMethod(String name) {
        return METHODS.contains(name);
    }

    static ProblemException methodNotAllowed() {
        return Problems.methodNotAllowed(ALLOW);
    }

    private static boolean isLongerThan(long most, String length) {
        return length != null && Long.parseLong(length.strip()) > most;
    }

    private boolean isHeaderTooLarge(HttpServerRequest request) {
        var fields = 0;
        var bytes = 0L;
        for (var header : request.headers()) {
            fields++;
            bytes += header.getKey().length() + header.getValue().length();
        }
        return fields > settings.maxHeaderFields()
                || bytes > settings.maxHeaders().asLongValue();
    }

    private ProblemException address(String uri) {
        var mark = uri.indexOf('?');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        var query = mark < 0 ? "" : uri.substring(mark + 1);
        if (query.chars().filter(c -> c == '&').count() >= settings.maxQueryParameters()) {
            return Problems.badRequest("At most " + settings.maxQueryParameters() + " query parameters.");
        }
        if (!Addresses.isWellFormed(path) || !Addresses.isWellFormed(query)) {
            return Problems.badRequest("The address is not percent-encoded correctly.");
        }
        return Addresses.isPlain(path) ? null : Problems.notFound();
    }
}
