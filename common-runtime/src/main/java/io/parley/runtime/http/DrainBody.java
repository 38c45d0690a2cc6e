package io.parley.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Discards the rest of a body after the response. Few clients read a response before they have sent everything, and
 * closing the connection earlier may lose the response; so the rest is discarded, for a limited time.
 */
final class DrainBody {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private DrainBody() {}

    static void drain(RoutingContext route) {
        var request = route.request();
        if (!request.isEnded()) {
            var timer = route.vertx()
                    .setTimer(TIMEOUT.toMillis(), late -> request.connection().close());
            discard(request, () -> route.vertx().cancelTimer(timer));
        }
    }

    private static void discard(HttpServerRequest request, Runnable done) {
        request.exceptionHandler(closed -> done.run())
                .endHandler(end -> done.run())
                .handler(bytes -> {})
                .resume();
    }
}
