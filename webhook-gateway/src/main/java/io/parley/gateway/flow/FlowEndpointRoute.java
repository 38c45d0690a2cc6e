package io.parley.gateway.flow;

import io.parley.gateway.RawBody;
import io.parley.gateway.WebhookRoutes;
import io.quarkus.logging.Log;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code /webhooks/whatsapp/flows/{flowId}}: the address that Meta has as the endpoint of a Flow. */
@Singleton
public class FlowEndpointRoute {
    private static final String PATH = "/webhooks/whatsapp/flows/:flowId";
    private static final String SIGNATURE = "X-Hub-Signature-256";

    private final AnswerRequest requests;
    private final FlowMetrics metrics;
    private final int maxBody;

    FlowEndpointRoute(AnswerRequest requests, FlowMetrics metrics, FlowEndpointConfig settings) {
        this.requests = requests;
        this.metrics = metrics;
        this.maxBody = (int) settings.maxBody().asLongValue();
    }

    void add(@Observes Router router) {
        WebhookRoutes.addPost(router, PATH, this::handle);
    }

    private void handle(RoutingContext route) {
        RawBody.read(
                route.request(),
                maxBody,
                body -> answer(route, body),
                () -> send(route, FlowRefusals.tooLarge(maxBody), System.nanoTime()));
    }

    private void answer(RoutingContext route, byte[] body) {
        var start = System.nanoTime();
        requests.answer(
                        route.pathParam("flowId"),
                        body,
                        route.request().headers().getAll(SIGNATURE))
                .subscribe()
                .with(answer -> send(route, answer, start), failure -> fail(route, failure, start));
    }

    private void fail(RoutingContext route, Throwable failure, long start) {
        Log.errorf(failure, "request of a Flow not processed");
        send(route, FlowRefusals.failed(), start);
    }

    private void send(RoutingContext route, FlowAnswer answer, long start) {
        metrics.answered(answer, start);
        if (!route.response().ended() && !route.response().closed()) {
            answer.content().send(route.response());
        }
    }
}
