package io.parley.runtime.access;

import io.parley.runtime.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.function.Consumer;

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
    private final KeyLimit keyLimit;
    private final BadKeyLimit badKeyLimit;
    private final CurrentVertxRequest current;

    ApiKeyFilter(
            KeyCheck keys,
            OperatorCredential operator,
            CurrentCaller caller,
            KeyLimit keyLimit,
            BadKeyLimit badKeyLimit,
            CurrentVertxRequest current) {
        this.keys = keys;
        this.operator = operator;
        this.caller = caller;
        this.keyLimit = keyLimit;
        this.badKeyLimit = badKeyLimit;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        var given = request.getHeaders().get(HEADER);
        if (isBelow(path, API)) {
            check(given, this::admit);
        } else if (isBelow(path, OPERATOR)) {
            check(given, operator::check);
        }
    }

    private void admit(List<String> given) {
        var admitted = keys.check(given);
        keyLimit.take(admitted.keyId(), current.getCurrent().response());
        caller.set(admitted);
    }

    /** A request without a key is no guess. */
    private void check(List<String> given, Consumer<List<String>> check) {
        try {
            check.accept(given);
        } catch (ProblemException refusal) {
            if (given == null || refusal.problem().status() != 401) {
                throw refusal;
            }
            throw badKeyLimit.refusal(current.getCurrent().request().remoteAddress(), refusal);
        }
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
