package io.parley.runtime.access;

import io.parley.model.Scope;
import java.util.Set;
import java.util.UUID;

/** The owner of a request's API key. Resources take it from {@link CurrentCaller} and pass it on as a value. */
public record Caller(UUID accountId, String keyId, Set<Scope> scopes) {

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
