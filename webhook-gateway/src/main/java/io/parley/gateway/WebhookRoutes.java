package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** The addresses of this service. Plain routes: a webhook is taken over on the event loop that read it. */
@Singleton
class WebhookRoutes {

    private static final String META = "/webhooks/meta";
    private static final String VIBER = "/webhooks/viber/:serviceId";
    private static final String PARTNER = "/webhooks/viber-partner/:serviceId";

    private final MetaWebhook meta;
    private final ViberWebhook viber;
    private final PartnerWebhook partner;

    WebhookRoutes(MetaWebhook meta, ViberWebhook viber, PartnerWebhook partner) {
        this.meta = meta;
        this.viber = viber;
        this.partner = partner;
    }

    void add(@Observes Router router) {
        List.of(META, VIBER, PARTNER).forEach(path -> name(router, path));
        router.post(META).handler(meta::take);
        router.get(META).handler(meta::shakeHands);
        router.post(VIBER).handler(viber::take);
        router.post(PARTNER).handler(partner::take);
        refuseOthers(router, META, "GET, POST");
        refuseOthers(router, VIBER, "POST");
        refuseOthers(router, PARTNER, "POST");
        router.route().last().handler(route -> Webhooks.refuse(route, Problems.notFound()));
    }

    /** The address as the metrics of requests name it. */
    private static void name(Router router, String path) {
        var template = path.replaceAll(":(\\w+)", "{$1}");
        router.route(path).handler(route -> {
            ((HttpServerRequestInternal) route.request()).context().putLocal("UrlPathTemplate", template);
            route.next();
        });
    }

    private static void refuseOthers(Router router, String path, String allow) {
        router.route(path).handler(route -> Webhooks.refuse(route, Problems.methodNotAllowed(allow)));
    }
}
