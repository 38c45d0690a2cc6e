package io.parley.runtime.access;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Nothing below {@code /conversations/v3} is reached without a good key, nothing below {@code /operator/v1} without the
 * operator's credential. Runs before a resource is looked for, so that without a key every path looks alike.
 */
@Provider
@PreMatching
@Singleton
@Priority(Priorities.AUTHENTICATION)
class ApiKeyFilter implements ContainerRequestFilter {
    private static final String HEADER = "apikey";
    private static final String API = "/conversations/v3";
    private static final String OPERATOR = "/operator/v1";

    private final KeyCheck keys;
    private final OperatorCredential operator;
    private final CurrentCaller caller;

    ApiKeyFilter(KeyCheck keys, OperatorCredential operator, CurrentCaller caller) {
        this.keys = keys;
        this.operator = operator;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (isBelow(path, API)) {
            caller.set(keys.check(request.getHeaders().get(HEADER)));
        } else if (isBelow(path, OPERATOR)) {
            operator.check(request.getHeaders().get(HEADER));
        }
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
