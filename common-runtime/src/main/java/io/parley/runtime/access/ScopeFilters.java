package io.parley.runtime.access;

import io.parley.model.Scope;
import io.parley.runtime.problem.Problems;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Registers a scope check for every resource method that {@link RequiresScope} applies to. */
@Provider
@Singleton
public class ScopeFilters implements DynamicFeature {
    private final CurrentCaller caller;

    ScopeFilters(CurrentCaller caller) {
        this.caller = caller;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var required = resource.getResourceMethod().getAnnotation(RequiresScope.class);
        if (required == null) {
            required = resource.getResourceClass().getAnnotation(RequiresScope.class);
        }
        if (required != null) {
            context.register(new ScopeFilter(required.value(), caller));
        }
    }

    private record ScopeFilter(Scope scope, CurrentCaller caller) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (!caller.get().may(scope)) {
                throw Problems.forbidden("The API key needs the scope " + scope.value() + ".");
            }
        }
    }
}
