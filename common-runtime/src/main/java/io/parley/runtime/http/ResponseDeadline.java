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
 * Ends a request with 503 if it gets no response in time after it was received, for example because several statements
 * in a row are slow. Does not apply once a response has started, nor to uploads, whose file may take longer to store.
 */
@Singleton
class ResponseDeadline {
    /** Directly behind {@link RequestFilter}. */
    private static final int AFTER_REQUEST_FILTER = 9_999;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Duration deadline;
    private final BodyLimits bodies;

    ResponseDeadline(HttpConfig settings) {
        this.deadline = settings.responseDeadline();
        this.bodies = new BodyLimits(settings);
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, AFTER_REQUEST_FILTER);
    }

    private void watch(RoutingContext route) {
        var request = route.request();
        if (!hasBody(request)) {
            start(route); // the end of a request without body is reported only when it is read
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
        return bodies.isLarge(request) && (request.method() == HttpMethod.POST || request.method() == HttpMethod.PUT);
    }
}
