package io.parley.runtime.access;

import io.parley.model.Scope;
import java.util.Set;
import java.util.UUID;

/** The owner of the API key a request came with. Resources take it from {@link CurrentCaller} and hand it on as a value. */
public record Caller(UUID accountId, String keyId, Set<Scope> scopes) {

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
