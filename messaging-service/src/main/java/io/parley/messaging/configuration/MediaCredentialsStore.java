package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Media credentials of the accounts, stored with encrypted secrets in the table media_credentials. */
@ApplicationScoped
class MediaCredentialsStore {
    private static final String SAVE = """
            insert into media_credentials (account_id, credentials) values ($1, $2::text::jsonb)
            on conflict (account_id) do update set credentials = excluded.credentials""";
    private static final String FIND = "select credentials::text from media_credentials where account_id = $1";
    private static final String REMOVE = "delete from media_credentials where account_id = $1";

    private final Pool pool;
    private final SecretKeys keys;
    private final StoredJson json;

    MediaCredentialsStore(Pool pool, SecretKeys keys, ObjectMapper mapper) {
        this.pool = pool;
        this.keys = keys;
        this.json = new StoredJson(mapper);
    }

    Uni<Optional<MediaCredentials>> find(UUID accountId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId))
                .map(RowSet::iterator)
                .map(rows -> rows.hasNext()
                        ? Optional.of(decrypt(accountId, rows.next().getString(0)))
                        : Optional.empty());
    }

    Uni<Void> replace(UUID accountId, MediaCredentials credentials) {
        var encrypted = credentials.withSecret(secret -> keys.encrypt(secret, accountId));
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(accountId, json.write(encrypted)))
                .replaceWithVoid();
    }

    Uni<Void> remove(UUID accountId) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(accountId)).replaceWithVoid();
    }

    private MediaCredentials decrypt(UUID accountId, String stored) {
        return json.read(stored, MediaCredentials.class).withSecret(secret -> keys.decrypt(secret, accountId));
    }
}
