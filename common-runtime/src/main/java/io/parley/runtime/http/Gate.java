package io.parley.runtime.http;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** First of all handlers: refuses what no resource should have to think about. */
@Singleton
class Gate {
    private static final int BEFORE_EVERYTHING = 10_000;
    /** Quarkus notes its own limit at 2. */
    private static final int AFTER_THE_SERVERS_LIMIT = 1;

    private final Framing framing;
    private final BodyLimits bodies;
    private final RequestLimits limits;
    private final BodyDeadline deadline;

    Gate(HttpSettings settings) {
        this.framing = new Framing();
        this.bodies = new BodyLimits(settings);
        this.limits = new RequestLimits(settings, bodies);
        this.deadline = new BodyDeadline(settings, bodies);
    }

    void open(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_EVERYTHING);
        filters.register(this::limitChunks, AFTER_THE_SERVERS_LIMIT);
    }

    private void pass(RoutingContext route) {
        var request = route.request();
        label(route);
        Patience.with(request);
        var fault = framing.fault(request);
        if (fault == null) {
            fault = limits.fault(request);
        }
        if (fault == null) {
            deadline.watch(route);
            endWell(route);
            route.next();
        } else {
            LastWord.say(request, fault);
        }
    }

    /** A chunked body tells its length only by coming; whoever reads it asks this note when it has become too long. */
    private void limitChunks(RoutingContext route) {
        if (route.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            route.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bodies.of(route.request()));
        }
        route.next();
    }

    private static void endWell(RoutingContext route) {
        var chunked = route.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (chunked) {
            LastWord.announce(route);
        }
        route.addEndHandler(answered -> {
            if (answered.succeeded()) { // else the connection is gone
                RestOfBody.letBy(route, chunked ? () -> LastWord.follow(route.request()) : () -> {});
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
