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
import org.jspecify.annotations.Nullable;

/**
 * Requires a valid API key below {@code /conversations/v3} and the operator's key below {@code /operator/v1}. Runs
 * before the resource is matched, so a caller without a key cannot find out which paths exist.
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
            check(given, this::authenticate);
        } else if (isBelow(path, OPERATOR)) {
            check(given, operator::check);
        }
    }

    private void authenticate(@Nullable List<String> given) {
        var authenticated = keys.check(given);
        keyLimit.consume(authenticated.keyId(), current.getCurrent().response());
        caller.set(authenticated);
    }

    /** Counts a failed check as an attempt to guess a key. A request without a key does not count. */
    private void check(@Nullable List<String> given, Consumer<List<String>> check) {
        try {
            check.accept(given);
        } catch (ProblemException rejection) {
            if (given == null || rejection.problem().status() != 401) {
                throw rejection;
            }
            throw badKeyLimit.rejection(current.getCurrent().request().remoteAddress(), rejection);
        }
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
