package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Media credentials of the accounts, stored with encrypted secrets. */
@ApplicationScoped
class MediaCredentialsStore implements Upserts<MediaCredentialsRow, UUID> {
    private final SecretKeys keys;
    private final StoredJson json;

    MediaCredentialsStore(SecretKeys keys, ObjectMapper mapper) {
        this.keys = keys;
        this.json = new StoredJson(mapper);
    }

    Uni<Optional<MediaCredentials>> find(UUID accountId) {
        return Sessions.read(() -> findById(accountId))
                .map(row -> Optional.ofNullable(row).map(this::decrypted));
    }

    Uni<Void> replace(UUID accountId, MediaCredentials credentials) {
        var encrypted = json.write(credentials.withSecret(secret -> keys.encrypt(secret, accountId)));
        return upsert(accountId, () -> MediaCredentialsRow.of(accountId), row -> row.credentials = encrypted)
                .replaceWithVoid();
    }

    Uni<Void> remove(UUID accountId) {
        return Sessions.transaction(() -> delete("accountId", accountId)).replaceWithVoid();
    }

    private MediaCredentials decrypted(MediaCredentialsRow row) {
        return json.read(row.credentials, MediaCredentials.class)
                .withSecret(secret -> keys.decrypt(secret, row.accountId));
    }
}
