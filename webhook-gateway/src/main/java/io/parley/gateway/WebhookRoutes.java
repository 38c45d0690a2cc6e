package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.quarkus.arc.All;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** The addresses of this service. Plain routes: a webhook is taken over on the event loop that read it. */
@Singleton
class WebhookRoutes {

    private static final String BELOW = "/webhooks/";

    private final List<ProviderWebhook> webhooks;

    WebhookRoutes(@All List<ProviderWebhook> webhooks) {
        this.webhooks = webhooks;
    }

    void add(@Observes Router router) {
        webhooks.forEach(webhook -> add(router, webhook));
        router.route().last().handler(route -> Webhooks.refuse(route, Problems.notFound()));
    }

    private static void add(Router router, ProviderWebhook webhook) {
        var path = BELOW + webhook.path();
        name(router, path);
        router.post(path).handler(webhook::take);
        webhook.handshake().ifPresent(router.get(path)::handler);
        refuseOthers(router, path, webhook.handshake().isPresent() ? "GET, POST" : "POST");
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
