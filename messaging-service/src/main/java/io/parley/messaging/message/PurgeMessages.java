package io.parley.messaging.message;

import io.parley.messaging.retention.MonthlyTables;
import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Deletes expired messages with their events and provider ids, idempotency keys, orphans and unknown submissions. */
@ApplicationScoped
class PurgeMessages implements Purge {
    private static final Set<String> MONTHLY = Set.of("message", "message_event", "provider_ref");
    private static final String IDEMPOTENCY_KEYS = "delete from idempotency_key where created_at < $1";
    private static final String UNKNOWN_SUBMISSIONS = "delete from unknown_submission where at < $1";
    private static final String ORPHAN_STATUSES = "delete from orphan_status where received_at < $1";

    private final RetentionConfig periods;

    PurgeMessages(RetentionConfig periods) {
        this.periods = periods;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Purge.delete(connection, IDEMPOTENCY_KEYS, now.minus(periods.idempotencyKeys()))
                .chain(() -> Purge.delete(connection, ORPHAN_STATUSES, now.minus(periods.orphanStatuses())))
                .chain(() -> Purge.delete(connection, UNKNOWN_SUBMISSIONS, now.minus(periods.orphanStatuses())));
    }

    @Override
    public Optional<MonthlyTables> monthlyTables() {
        return Optional.of(new MonthlyTables(MONTHLY, periods.messages()));
    }
}
