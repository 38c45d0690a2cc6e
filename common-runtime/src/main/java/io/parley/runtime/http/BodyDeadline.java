package io.parley.runtime.http;

import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Aborts slow bodies: an idle timeout does not detect one byte a second. */
final class BodyDeadline {
    /** Assumed for a chunked body, whose length is unknown; on paths for large bodies their maximum is assumed. */
    private static final long ASSUMED_LENGTH = 2L << 20;

    private final HttpConfig settings;
    private final BodyLimits bodies;

    BodyDeadline(HttpConfig settings, BodyLimits bodies) {
        this.settings = settings;
        this.bodies = bodies;
    }

    void watch(RoutingContext route) {
        var request = route.request();
        var length = length(request);
        if (length > 0 && !request.isEnded()) {
            var timer = route.vertx().setTimer(millis(length), late -> abort(request));
            route.addEndHandler(done -> route.vertx().cancelTimer(timer));
        }
    }

    private long length(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return bodies.isLarge(request) ? bodies.of(request) : ASSUMED_LENGTH;
        }
        var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return declared == null ? 0 : Long.parseLong(declared.strip());
    }

    private long millis(long length) {
        return settings.bodyDeadline().toMillis()
                + 1_000 * length / settings.bodyRate().asLongValue();
    }

    private static void abort(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.response().headWritten()) {
            request.connection().close();
        } else {
            CloseAfterResponse.write(request, Problems.ofStatus(408, "The body came too slowly."));
        }
    }
}
