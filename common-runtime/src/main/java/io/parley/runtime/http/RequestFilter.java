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

/** First of all handlers: sets what holds for the body of every request. What its head must be is checked before. */
@Singleton
class RequestFilter {
    private static final int BEFORE_EVERYTHING = 10_000;
    /** Quarkus notes its own limit at 2. */
    private static final int AFTER_THE_SERVERS_LIMIT = 1;

    private final BodyLimits bodies;
    private final BodyDeadline deadline;

    RequestFilter(HttpConfig settings) {
        this.bodies = new BodyLimits(settings);
        this.deadline = new BodyDeadline(settings, bodies);
    }

    void open(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_EVERYTHING);
        filters.register(this::limitChunks, AFTER_THE_SERVERS_LIMIT);
    }

    private void pass(RoutingContext route) {
        label(route);
        if (isCompressed(route.request())) {
            CloseAfterResponse.write(route.request(), Problems.unsupportedMediaType("Bodies must not be compressed."));
        } else {
            deadline.watch(route);
            endWell(route);
            AcceptFilters.withhold(route);
            route.next();
        }
    }

    private static boolean isCompressed(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !"identity".equalsIgnoreCase(encoding);
    }

    /** A chunked body tells its length only by coming; whoever reads it asks this note when it has become too long. */
    private void limitChunks(RoutingContext route) {
        if (route.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            route.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bodies.of(route.request()));
        }
        route.next();
    }

    private static void endWell(RoutingContext route) {
        route.addEndHandler(answered -> {
            if (answered.succeeded()) { // else the connection is gone
                DrainBody.letBy(route);
            }
        });
    }

    /**
     * Metrics and spans name a request by the template of its path, set once a resource is found. For one that ends before,
     * they would take the path itself, with phone numbers in it and as many names as a stranger likes to make up.
     */
    private static void label(RoutingContext route) {
        ((HttpServerRequestInternal) route.request()).context().putLocal("UrlPathTemplate", "UNMATCHED");
    }
}
