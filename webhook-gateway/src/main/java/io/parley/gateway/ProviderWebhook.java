package io.parley.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Receives the webhooks of one provider. Every bean of this type is registered as a route. */
interface ProviderWebhook {

    /** Path below {@code /webhooks/}, with parameters in Vert.x syntax, for example {@code viber/:serviceId}. */
    String path();

    /** Handles a POST and ends the response. */
    void handle(RoutingContext route);

    /** Handles a GET, with which some providers verify a URL before they use it. */
    default Optional<Handler<RoutingContext>> handshake() {
        return Optional.empty();
    }
}
