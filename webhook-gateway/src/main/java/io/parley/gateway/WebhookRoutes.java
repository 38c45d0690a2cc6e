package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.quarkus.arc.All;
import io.vertx.core.Handler;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Routes of this service. Vert.x routes, because a webhook is handled on the event loop that read it. */
@Singleton
public class WebhookRoutes {

    private static final String PREFIX = "/webhooks/";

    private final List<ProviderWebhook> webhooks;

    WebhookRoutes(@All List<ProviderWebhook> webhooks) {
        this.webhooks = webhooks;
    }

    void add(@Observes Router router) {
        webhooks.forEach(webhook -> add(router, webhook));
        router.route().last().handler(route -> Webhooks.reject(route, Problems.notFound()));
    }

    /** Adds a route that allows POST only. */
    public static void addPost(Router router, String path, Handler<RoutingContext> handler) {
        name(router, path);
        router.post(path).handler(handler);
        rejectOthers(router, path, "POST");
    }

    private static void add(Router router, ProviderWebhook webhook) {
        var path = PREFIX + webhook.path();
        name(router, path);
        router.post(path).handler(webhook::handle);
        webhook.handshake().ifPresent(router.get(path)::handler);
        rejectOthers(router, path, webhook.handshake().isPresent() ? "GET, POST" : "POST");
    }

    /** Sets the path template for the request metrics. */
    private static void name(Router router, String path) {
        var template = path.replaceAll(":(\\w+)", "{$1}");
        router.route(path).handler(route -> {
            ((HttpServerRequestInternal) route.request()).context().putLocal("UrlPathTemplate", template);
            route.next();
        });
    }

    private static void rejectOthers(Router router, String path, String allow) {
        router.route(path).handler(route -> Webhooks.reject(route, Problems.methodNotAllowed(allow)));
    }
}
