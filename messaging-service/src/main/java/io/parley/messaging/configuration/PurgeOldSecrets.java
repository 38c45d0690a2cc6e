package io.parley.messaging.configuration;

import io.parley.messaging.retention.Purge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes signature secrets that no longer sign callbacks. */
@ApplicationScoped
class PurgeOldSecrets implements Purge {
    private final CallbackSettingsTable settings;

    PurgeOldSecrets(CallbackSettingsTable settings) {
        this.settings = settings;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return settings.deleteOldSecrets(connection);
    }
}
