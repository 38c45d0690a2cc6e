package io.parley.messaging.dispatch;

import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.message.MessageEvents.Happening;
import io.parley.messaging.message.MessageFacts;
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
 * What time does to jobs, as single statements any instance may run: a lease that ran out leaves its message in doubt;
 * what waited too long fails. What follows on a hold that ended in silence is the affair of {@link InDoubtResolver}.
 */
@ApplicationScoped
class JobReaper {

    private static final Logger LOG = Logger.getLogger(JobReaper.class);

    /** The call may have been made, so nobody sends again: the hold begins. */
    private static final String EXPIRE_LEASES = """
            update dispatch_job set state = 2, fence = fence + 1, leased_until = null, lease_owner = null,
              waiting_reason = 5, waiting_since = now(), waiting_code = null, waiting_text = null,
              hold_until = (select healthy_ms from webhook_clock) + $1::bigint
            where state = 1 and leased_until < now()
            returning channel, message_id""";

    /** The same for what an earlier life of this instance held when it ended: no need to wait for its leases. */
    private static final String INHERIT = """
            update dispatch_job set state = 2, fence = fence + 1, leased_until = null, lease_owner = null,
              waiting_reason = 5, waiting_since = now(), waiting_code = null, waiting_text = null,
              hold_until = (select healthy_ms from webhook_clock) + $1::bigint
            where state = 1 and starts_with(lease_owner, $2) and lease_owner <> $3
            returning channel, message_id""";

    /** Nobody told that a message of a bulk arrived; the next one has waited long enough. */
    private static final String FREE_LANES = """
            delete from dispatch_job where message_id in (
              select message_id from dispatch_job where state = 3 and leased_until < now()
              limit 500 for update skip locked)
            returning message_id""";

    private static final String EXPIRE = """
            with gone as (
              delete from dispatch_job where message_id in (
                select message_id from dispatch_job where state = 0 and expires_at <= now()
                limit 500 for update skip locked)
              returning message_id
            )
            select %s from gone join message m on m.id = gone.message_id""".formatted(MessageFacts.COLUMNS);

    private static final String WAITING = """
            select count(*), count(*) filter (where state = 2),
              coalesce(extract(epoch from now() - min(due_at) filter (where state = 0 and due_at < now())), 0)::float8
            from dispatch_job""";

    private final Pool pool;
    private final MessageEvents events;
    private final DispatchConfig config;
    private final DispatchMetrics metrics;
    private final InstanceId owner;
    private final InstantSource time;

    JobReaper(
            Pool pool,
            MessageEvents events,
            DispatchConfig config,
            DispatchMetrics metrics,
            InstanceId owner,
            InstantSource time) {
        this.pool = pool;
        this.events = events;
        this.config = config;
        this.metrics = metrics;
        this.owner = owner;
        this.time = time;
    }

    /** Takes over what an earlier life of this instance left behind. */
    Uni<Void> inherit() {
        return pool.preparedQuery(INHERIT)
                .execute(Tuple.of(config.hold().toMillis(), owner.prefix(), owner.name()))
                .invoke(rows -> doubted(rows, "its process ended"))
                .replaceWithVoid();
    }

    Uni<Void> expireLeases() {
        return pool.preparedQuery(EXPIRE_LEASES)
                .execute(Tuple.of(config.hold().toMillis()))
                .invoke(rows -> doubted(rows, "its lease ran out"))
                .replaceWithVoid();
    }

    /** Lets bulks go on behind messages of which nothing is heard. True if lanes were freed. */
    Uni<Boolean> freeLanes() {
        return pool.preparedQuery(FREE_LANES).execute().map(freed -> freed.rowCount() > 0);
    }

    /** Fails what waited too long, also behind others. True if lanes were freed. */
    Uni<Boolean> expire() {
        return pool.withTransaction(this::expired).invoke(events::announce).map(failed -> !failed.isEmpty());
    }

    Uni<Void> measure() {
        return pool.preparedQuery(WAITING)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(row -> metrics.waiting(
                        row.getLong(0), row.getLong(1), Duration.ofMillis((long) (row.getDouble(2) * 1_000))))
                .replaceWithVoid();
    }

    private Uni<List<Happening>> expired(SqlConnection connection) {
        return connection
                .preparedQuery(EXPIRE)
                .execute()
                .chain(rows ->
                        events.append(connection, DispatchResults.failures(rows, RetryPolicy.EXPIRED, time.instant())));
    }

    private void doubted(RowSet<Row> rows, String why) {
        rows.forEach(row -> {
            metrics.doubt(row.getString(0), "entered", 1);
            LOG.warnf("in doubt messageId=%s channel=%s reason=%s", row.getUUID(1), row.getString(0), why);
        });
    }
}
