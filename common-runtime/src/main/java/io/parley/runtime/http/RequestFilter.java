package io.parley.runtime.http;

import io.parley.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Runs before all other handlers and applies the rules for bodies. The head of a request has been checked before. */
@Singleton
class RequestFilter {
    private static final int FIRST = 10_000;
    /** Quarkus sets its own limit at priority 2. */
    private static final int AFTER_SERVER_LIMIT = 1;

    private final BodyLimits bodies;
    private final BodyDeadline deadline;

    RequestFilter(HttpConfig settings) {
        this.bodies = new BodyLimits(settings);
        this.deadline = new BodyDeadline(settings, bodies);
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, FIRST);
        filters.register(this::limitChunks, AFTER_SERVER_LIMIT);
    }

    private void filter(RoutingContext route) {
        label(route);
        if (isCompressed(route.request())) {
            CloseAfterResponse.write(route.request(), Problems.unsupportedMediaType("Bodies must not be compressed."));
        } else {
            deadline.watch(route);
            drainAfterResponse(route);
            AcceptFilters.withhold(route);
            route.next();
        }
    }

    private static boolean isCompressed(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !"identity".equalsIgnoreCase(encoding);
    }

    /** A chunked body has no declared length; the reader of the body compares its length with this entry. */
    private void limitChunks(RoutingContext route) {
        if (route.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            route.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bodies.of(route.request()));
        }
        route.next();
    }

    private static void drainAfterResponse(RoutingContext route) {
        route.addEndHandler(response -> {
            if (response.succeeded()) { // else the connection is closed
                DrainBody.drain(route);
            }
        });
    }

    /**
     * Labels a request for metrics and spans, which use the template of its path once a resource is matched. Without a
     * match they would use the path itself, which contains phone numbers and lets a caller create any number of labels.
     */
    private static void label(RoutingContext route) {
        ((HttpServerRequestInternal) route.request()).context().putLocal("UrlPathTemplate", "UNMATCHED");
    }
}
