package io.parley.runtime.http;

import io.parley.runtime.logging.Masked;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Responds with problems for errors below the resources, which exception mappers do not handle. */
@Singleton
class RouteErrorHandlers {
    private static final int LAST_BUT_FRAMEWORK = Integer.MAX_VALUE - 1;
    /** The router responds with these itself, without a failure handler. */
    private static final int[] ROUTER_STATUSES = {400, 404, 405, 406, 413, 415, 500};

    void register(@Observes Router router) {
        router.route().order(LAST_BUT_FRAMEWORK).failureHandler(this::respond);
        handleErrors(router);
    }

    void register(@Observes ManagementInterface management) {
        handleErrors(management.router());
    }

    private void handleErrors(Router router) {
        for (var status : ROUTER_STATUSES) {
            router.errorHandler(status, this::respond);
        }
    }

    private void respond(RoutingContext route) {
        if (route.response().headWritten()) {
            route.request().connection().close();
            return;
        }
        ProblemJson.send(route.response(), problem(route));
    }

    private static ProblemException problem(RoutingContext route) {
        if (route.failure() instanceof ProblemException problem) {
            return problem;
        }
        return switch (route.statusCode()) {
            case 404 -> Problems.notFound();
            case 405 -> Problems.methodNotAllowed("GET, HEAD, OPTIONS");
            case 413 -> Problems.payloadTooLarge("The body is larger than this operation allows.");
            case 500, -1 -> unexpected(route);
            default -> Problems.ofStatus(route.statusCode());
        };
    }

    private static ProblemException unexpected(RoutingContext route) {
        Log.errorf(
                route.failure(),
                "failed method=%s path=%s",
                route.request().method(),
                Masked.digits(route.request().path()));
        return Problems.internal();
    }
}
