package io.parley.messaging.directory;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as stored: its public id and the hash of its secret, never the key. */
@Entity(name = "ApiKey")
@Table(name = "api_key")
class ApiKeyRow extends DirectoryRow {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    UUID accountId;

    @Nullable
    String name;

    String hash;
    String[] scopes;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    Set<Scope> scopes() {
        return Scopes.read(scopes);
    }

    boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    @Override
    DirectoryEntry.ApiKey entry() {
        return new DirectoryEntry.ApiKey(id, accountId, hash, scopes(), expiresAt, revokedAt, version);
    }

    @Override
    UUID owner() {
        return accountId;
    }
}
