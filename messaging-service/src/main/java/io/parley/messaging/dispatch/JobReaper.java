package io.parley.messaging.dispatch;

import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.model.StatusFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Handles expired leases and jobs in single statements that any instance may run: after an expired lease the message is
 * in doubt; an expired job fails. {@link InDoubtResolver} handles holds that ended without a status.
 */
@ApplicationScoped
class JobReaper {

    private static final Logger LOG = Logger.getLogger(JobReaper.class);

    /** The call may have been made, so the message is not resent: its hold begins. */
    private static final String EXPIRE_LEASES = """
            update dispatch_job set state = 2, fence = fence + 1, leased_until = null, lease_owner = null,
              waiting_reason = 5, waiting_since = now(), waiting_code = null, waiting_text = null,
              hold_until = (select healthy_ms from webhook_clock) + $1::bigint
            where state = 1 and leased_until < now()
            returning channel, message_id""";

    /** Expires the leases of earlier runs of this instance at once. */
    private static final String EXPIRE_OWN_LEASES = """
            update dispatch_job set state = 2, fence = fence + 1, leased_until = null, lease_owner = null,
              waiting_reason = 5, waiting_since = now(), waiting_code = null, waiting_text = null,
              hold_until = (select healthy_ms from webhook_clock) + $1::bigint
            where state = 1 and starts_with(lease_owner, $2) and lease_owner <> $3
            returning channel, message_id""";

    /** A message of a bulk has no delivery status within the bulk timeout; the next one is sent. */
    private static final String FREE_LANES = """
            delete from dispatch_job where message_id in (
              select message_id from dispatch_job where state = 3 and leased_until < now()
              limit 500 for update skip locked)
            returning message_id""";

    private static final String EXPIRE = """
            with deleted as (
              delete from dispatch_job where message_id in (
                select message_id from dispatch_job where state = 0 and expires_at <= now()
                limit 500 for update skip locked)
              returning message_id
            )
            select %s from deleted join message m on m.id = deleted.message_id""".formatted(MessageColumns.COLUMNS);

    private static final String WAITING = """
            select count(*), count(*) filter (where state = 2),
              coalesce(extract(epoch from now() - min(due_at) filter (where state = 0 and due_at < now())), 0)::float8
            from dispatch_job""";

    private final Pool pool;
    private final MessageEvents events;
    private final DispatchConfig config;
    private final DispatchMetrics metrics;
    private final InstanceId instanceId;
    private final InstantSource time;

    JobReaper(
            Pool pool,
            MessageEvents events,
            DispatchConfig config,
            DispatchMetrics metrics,
            InstanceId instanceId,
            InstantSource time) {
        this.pool = pool;
        this.events = events;
        this.config = config;
        this.metrics = metrics;
        this.instanceId = instanceId;
        this.time = time;
    }

    /** Puts messages in doubt that an earlier run of this instance had claimed. */
    Uni<Void> expireOwnLeases() {
        return pool.preparedQuery(EXPIRE_OWN_LEASES)
                .execute(Tuple.of(config.hold().toMillis(), instanceId.prefix(), instanceId.name()))
                .invoke(rows -> reportInDoubt(rows, "its process ended"))
                .replaceWithVoid();
    }

    Uni<Void> expireLeases() {
        return pool.preparedQuery(EXPIRE_LEASES)
                .execute(Tuple.of(config.hold().toMillis()))
                .invoke(rows -> reportInDoubt(rows, "its lease expired"))
                .replaceWithVoid();
    }

    /** Continues bulks whose last message has no status within the bulk timeout. True if lanes were freed. */
    Uni<Boolean> freeLanes() {
        return pool.preparedQuery(FREE_LANES).execute().map(freed -> freed.rowCount() > 0);
    }

    /** Fails expired jobs, also those behind others in their lane. True if lanes were freed. */
    Uni<Boolean> expire() {
        return pool.withTransaction(this::expireJobs).invoke(events::announce).map(failed -> !failed.isEmpty());
    }

    Uni<Void> measure() {
        return pool.preparedQuery(WAITING)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(row -> metrics.waiting(
                        row.getLong(0), row.getLong(1), Duration.ofMillis((long) (row.getDouble(2) * 1_000))))
                .replaceWithVoid();
    }

    private Uni<List<StatusFacts>> expireJobs(SqlConnection connection) {
        return connection
                .preparedQuery(EXPIRE)
                .execute()
                .chain(rows ->
                        events.append(connection, DispatchResults.failures(rows, RetryPolicy.EXPIRED, time.instant())));
    }

    private void reportInDoubt(RowSet<Row> rows, String reason) {
        rows.forEach(row -> {
            metrics.inDoubt(row.getString(0), "entered", 1);
            LOG.warnf("in doubt messageId=%s channel=%s reason=%s", row.getUUID(1), row.getString(0), reason);
        });
    }
}
