package io.parley.messaging.notification;

import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes the ids of changes that are no longer repeated. */
@ApplicationScoped
class PurgeAccountChanges implements Purge {
    private static final String PROCESSED_CHANGES = "delete from business_event where received_at < $1";

    private final RetentionConfig periods;

    PurgeAccountChanges(RetentionConfig periods) {
        this.periods = periods;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Purge.delete(connection, PROCESSED_CHANGES, now.minus(periods.inboundKeys()));
    }
}
