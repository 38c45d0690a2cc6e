package io.parley.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Where one provider's webhooks arrive and how they are taken over. Every bean of this type gets its address; nothing names it. */
interface ProviderWebhook {

    /** Below {@code /webhooks/}; parameters as Vert.x writes them, for example {@code viber/:serviceId}. */
    String path();

    /** Takes a POST over and answers it. */
    void take(RoutingContext route);

    /** Answers a GET, by which some providers try an address before they use it. */
    default Optional<Handler<RoutingContext>> handshake() {
        return Optional.empty();
    }
}
