package io.parley.runtime.http;

import io.parley.runtime.http.hardening.ServerRequests;
import io.parley.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
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
        ServerRequests.labelUnmatched(route);
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

    private void limitChunks(RoutingContext route) {
        ServerRequests.limitBody(route, bodies.of(route.request()));
        route.next();
    }

    private static void drainAfterResponse(RoutingContext route) {
        route.addEndHandler(response -> {
            if (response.succeeded()) { // else the connection is closed
                DrainBody.drain(route);
            }
        });
    }
}
