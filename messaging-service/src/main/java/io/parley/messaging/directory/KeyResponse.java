package io.parley.messaging.directory;

import io.parley.model.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key in responses of the operator API; absent members are null.
 *
 * @param key the key itself, only in the response to its creation, because it is not stored; else null
 */
record KeyResponse(
        String id,
        UUID accountId,
        @Nullable String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String key) {

    static KeyResponse of(ApiKeyRow row) {
        return of(row, null);
    }

    static KeyResponse of(ApiKeyRow row, @Nullable String key) {
        return new KeyResponse(
                row.id, row.accountId, row.name, row.scopes(), row.createdAt, row.expiresAt, row.revokedAt, key);
    }

    @Override
    public String toString() {
        return "KeyResponse[" + id + "]";
    }
}
