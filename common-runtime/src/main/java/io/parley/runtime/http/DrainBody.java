package io.parley.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What still comes of a body when its request has been answered. Few senders read an answer before they have sent all, and
 * a connection that is closed under their hands may cost them the answer: so the rest is let by, but only for a moment.
 */
final class DrainBody {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private DrainBody() {}

    static void letBy(RoutingContext route) {
        var request = route.request();
        if (!request.isEnded()) {
            var timer = route.vertx()
                    .setTimer(MOMENT.toMillis(), late -> request.connection().close());
            discard(request, () -> route.vertx().cancelTimer(timer));
        }
    }

    private static void discard(HttpServerRequest request, Runnable over) {
        request.exceptionHandler(gone -> over.run())
                .endHandler(end -> over.run())
                .handler(bytes -> {})
                .resume();
    }
}
