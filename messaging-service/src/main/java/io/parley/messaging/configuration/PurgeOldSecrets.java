package io.parley.messaging.configuration;

import io.parley.messaging.retention.Purge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes signature secrets that no longer sign callbacks. */
@ApplicationScoped
class PurgeOldSecrets implements Purge {
    private static final String OLD_SECRETS =
            "update callback_setting set old_secret = null, old_secret_until = null where old_secret_until < $1";

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Purge.delete(connection, OLD_SECRETS, now);
    }
}
