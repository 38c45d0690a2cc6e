package io.parley.runtime.http;

import io.parley.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;

/**
 * Ends a request with 503 that gets no response in time after it came in whole, for example because several statements in a
 * row are slow. A response that has begun is left alone, and so is an upload, whose file may take longer to store.
 */
@Singleton
class ResponseDeadline {
    /** Directly behind {@link RequestFilter}. */
    private static final int AFTER_THE_GATE = 9_999;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Duration deadline;
    private final BodyLimits bodies;

    ResponseDeadline(HttpConfig settings) {
        this.deadline = settings.responseDeadline();
        this.bodies = new BodyLimits(settings);
    }

    void open(@Observes Filters filters) {
        filters.register(this::watch, AFTER_THE_GATE);
    }

    private void watch(RoutingContext route) {
        var request = route.request();
        if (!hasBody(request)) {
            start(route); // its end is not reported before somebody reads it
        } else if (!isUpload(request)) {
            request.end().onSuccess(received -> start(route));
        }
        route.next();
    }

    private void start(RoutingContext route) {
        var timer = route.vertx().setTimer(deadline.toMillis(), late -> end(route));
        route.addEndHandler(done -> route.vertx().cancelTimer(timer));
    }

    private static void end(RoutingContext route) {
        if (!route.response().headWritten() && !route.response().ended()) {
            route.fail(Problems.unavailable(RETRY_AFTER));
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || !"0".equals(Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0"));
    }

    private boolean isUpload(HttpServerRequest request) {
        return bodies.isLarge(request) && request.method() == HttpMethod.POST;
    }
}
