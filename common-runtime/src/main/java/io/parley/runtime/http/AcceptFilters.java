package io.parley.runtime.http;

import io.parley.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the header {@code Accept} before an operation runs. The framework would refuse a caller that accepts problems
 * only, and would refuse it even where a success has no body. So {@link #withhold} removes the header below the API's
 * paths, and the filters here check it.
 */
@Provider
@Singleton
public class AcceptFilters implements DynamicFeature {
    private static final String WITHHELD = "parley.accept";
    private static final List<String> APIS = List.of("/conversations/v3", "/operator/v1");

    private final CurrentVertxRequest current;

    AcceptFilters(CurrentVertxRequest current) {
        this.current = current;
    }

    static void withhold(RoutingContext route) {
        var path = route.request().path();
        var headers = route.request().headers();
        if (headers.contains(HttpHeaders.ACCEPT) && APIS.stream().anyMatch(path::startsWith)) {
            route.put(WITHHELD, headers.getAll(HttpHeaders.ACCEPT));
            headers.remove(HttpHeaders.ACCEPT);
        }
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (producesJson(resource)) {
            context.register(new AcceptFilter(current));
        }
    }

    private static boolean producesJson(ResourceInfo resource) {
        var produces = resource.getResourceMethod().getAnnotation(Produces.class);
        if (produces == null) {
            produces = resource.getResourceClass().getAnnotation(Produces.class);
        }
        return produces != null
                && Arrays.asList(produces.value()).contains(MediaType.APPLICATION_JSON)
                && hasBody(resource.getResourceMethod());
    }

    private static boolean hasBody(Method method) {
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Uni.class) {
            type = generic.getActualTypeArguments()[0];
        }
        return type != void.class && type != Void.class;
    }

    private record AcceptFilter(CurrentVertxRequest current) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            List<String> withheld = current.getCurrent().get(WITHHELD);
            if (withheld != null && !AcceptHeader.of(withheld).acceptsJson()) {
                throw Problems.notAcceptable();
            }
        }
    }
}
