package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The table callback_job. Leases, delays and ages are measured by the database clock. */
@ApplicationScoped
public class CallbackJobs {
    private static final String CLAIM = """
            with due as (
              select id from callback_job
               where state = 'due' and due_at <= now()
               order by due_at limit $3
                 for update skip locked)""" + ClaimSql.CLAIM;

    /**
     * Deletes the job if its callback was dropped with its monthly partition during a replay: without the row it cannot
     * be sent, and would be reclaimed forever.
     */
    private static final String RECLAIM_EXPIRED = """
            with lost as (
              select job.id, call.id is not null as kept
                from callback_job job left join callback call on call.id = job.id
               where job.state = 'claimed' and job.leased_until < now()
                 for update of job skip locked
            ), orphaned as (
              delete from callback_job job using lost where job.id = lost.id and not lost.kept)
            update callback_job job set state = 'due', due_at = now(), leased_until = null, lease_owner = null
              from lost where job.id = lost.id and lost.kept""";

    // Limited, as an exact count of a long backlog is expensive and adds no information.
    private static final String BACKLOG = """
            select (select count(*) from (select 1 from callback_job where state in ('due', 'claimed', 'parked') limit 100000) open) as pending,
                   (select count(*) from (select 1 from callback_job where state = 'suspended' limit 100000) kept) as suspended,
                   (select extract(epoch from now() - min(due_at)) from callback_job
                     where state in ('due', 'parked') and due_at <= now()) as oldest""";

    private final Pool pool;
    private final String owner;
    private final long lease;

    CallbackJobs(Pool pool, CallbackConfig config, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.owner = owner;
        this.lease = config.lease().toMillis();
    }

    /** Claims up to {@code max} due callbacks, in the order of their facts. */
    public Uni<List<CallbackJob>> claim(int max) {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(lease, owner, max)).map(ClaimSql::jobs);
    }

    /** Makes callbacks due again whose lease expired. */
    public Uni<Integer> reclaimExpired() {
        return pool.preparedQuery(RECLAIM_EXPIRED).execute().map(RowSet::rowCount);
    }

    public Uni<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(Backlog::of);
    }

    /**
     * Size and age of the backlog.
     *
     * @param pending callbacks to be attempted, at most 100,000
     * @param suspended callbacks of disabled endpoints, at most 100,000
     * @param oldestSeconds how long the oldest due callback has been due; 0 if none is
     */
    public record Backlog(long pending, long suspended, double oldestSeconds) {
        static Backlog of(Row row) {
            var oldest = row.getDouble("oldest");
            return new Backlog(row.getLong("pending"), row.getLong("suspended"), oldest == null ? 0 : oldest);
        }
    }
}
