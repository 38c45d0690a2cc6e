package io.parley.messaging.dispatch;

import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes submissions whose provider id never became known, once no status of them is expected any more. */
@ApplicationScoped
class PurgeUnknownSubmissions implements Purge {
    private static final String UNKNOWN_SUBMISSIONS = "delete from unknown_submission where at < $1";

    private final RetentionConfig periods;

    PurgeUnknownSubmissions(RetentionConfig periods) {
        this.periods = periods;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Purge.delete(connection, UNKNOWN_SUBMISSIONS, now.minus(periods.orphanStatuses()));
    }
}
