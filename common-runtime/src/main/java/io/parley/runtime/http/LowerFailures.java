package io.parley.runtime.http;

import io.parley.runtime.logging.Masked;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.quarkus.logging.Log;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Problem bodies for what fails in the server below the resources, where exception mappers do not reach. */
@Singleton
class LowerFailures {
    private static final int LAST_BUT_FRAMEWORK = Integer.MAX_VALUE - 1;

    void register(@Observes Router router) {
        router.route().order(LAST_BUT_FRAMEWORK).failureHandler(this::answer);
        router.errorHandler(400, route -> ProblemJson.send(route.response(), Problems.badRequest(null)));
        router.errorHandler(404, route -> ProblemJson.send(route.response(), noRoute(route)));
        router.errorHandler(405, route -> ProblemJson.send(route.response(), RequestLimits.methodNotAllowed()));
        router.errorHandler(500, this::answer);
    }

    /** CONNECT names no path, so that no route and no gate sees it. */
    private static ProblemException noRoute(RoutingContext route) {
        return RequestLimits.isMethod(route.request().method().name())
                ? Problems.notFound()
                : RequestLimits.methodNotAllowed();
    }

    private void answer(RoutingContext route) {
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
            case 404 -> noRoute(route);
            case 413 -> Problems.payloadTooLarge("The body is larger than this address takes.");
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
