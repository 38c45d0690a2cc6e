package io.parley.messaging.directory;

import io.parley.model.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An API key in responses of the operator API.
 *
 * @param key the key itself, only in the response to its creation, because it is not stored
 */
record KeyResponse(
        String id,
        UUID accountId,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        String key) {

    static KeyResponse of(ApiKeyRow row) {
        return of(row, null);
    }

    static KeyResponse of(ApiKeyRow row, String key) {
        return new KeyResponse(
                row.id, row.accountId, row.name, row.scopes(), row.createdAt, row.expiresAt, row.revokedAt, key);
    }

    @Override
    public String toString() {
        return "KeyResponse[" + id + "]";
    }
}
