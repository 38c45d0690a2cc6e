package io.parley.messaging.queue;

import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Expires leases and jobs in single statements that any instance may run. */
@ApplicationScoped
public class JobLeases {

    /** The call may have been made, so the message is not resent: its hold begins. */
    private static final SqlFragment IN_DOUBT = SqlFragment.of("put_in_doubt", """
            update dispatch_job
            set state = 'in_doubt', fence = fence + 1, leased_until = null, lease_owner = null,
                waiting_reason = 'in_doubt', waiting_since = now(), waiting_code = null, waiting_text = null,
                hold_until = (select healthy_ms from webhook_clock) + :hold_ms::bigint""", "hold_ms");

    private static final SqlStatement EXPIRE =
            SqlStatement.text("""
                    :put_in_doubt
                    where state = 'claimed' and leased_until < now()
                    returning channel, message_id""").fragments(IN_DOUBT).load();

    private static final SqlStatement EXPIRE_OWN = SqlStatement.text("""
                    :put_in_doubt
                    where state = 'claimed' and starts_with(lease_owner, :instance) and not starts_with(lease_owner, :run)
                    returning channel, message_id""")
            .fragments(IN_DOUBT)
            .parameters("instance", "run")
            .load();

    private static final SqlStatement FREE_LANES = SqlStatement.text("""
                    delete from dispatch_job where message_id in (
                      select message_id from dispatch_job where state = 'holds_lane' and leased_until < now()
                      limit 500 for update skip locked)""").load();

    /** Deletes expired jobs, also those behind others in their lane; returns {@code message_id}. */
    public static final SqlFragment DELETE_EXPIRED = SqlFragment.of("delete_expired_jobs", """
            delete from dispatch_job where message_id in (
              select message_id from dispatch_job where state = 'due' and expires_at <= now()
              limit 500 for update skip locked)
            returning message_id""");

    private static final SqlStatement BACKLOG = SqlStatement.text("""
            select count(*) as jobs, count(*) filter (where state = 'in_doubt') as in_doubt,
              coalesce(extract(epoch from now() - min(due_at) filter (where state = 'due' and due_at < now())), 0)::float8
                as oldest
            from dispatch_job""").load();

    private final Pool pool;
    private final DispatchConfig config;
    private final InstanceId instanceId;

    JobLeases(Pool pool, DispatchConfig config, InstanceId instanceId) {
        this.pool = pool;
        this.config = config;
        this.instanceId = instanceId;
    }

    /** A job that is in doubt because its lease expired. */
    public record ExpiredLease(String channel, UUID messageId) {

        private static ExpiredLease of(SqlRow row) {
            return new ExpiredLease(row.text("channel"), row.uuid("message_id"));
        }
    }

    /**
     * Size of the queue.
     *
     * @param oldest how long the oldest due job has been due
     */
    public record Backlog(long jobs, long inDoubt, Duration oldest) {

        private static Backlog of(SqlRow row) {
            return new Backlog(row.bigint("jobs"), row.bigint("in_doubt"), Duration.ofMillis((long)
                    (row.float8("oldest") * 1_000)));
        }
    }

    /** Puts messages in doubt whose lease has expired. */
    public Uni<List<ExpiredLease>> expire() {
        return expired(EXPIRE.with("hold_ms", config.hold().toMillis()));
    }

    /** Puts messages in doubt at once that an earlier run of this instance had claimed. */
    public Uni<List<ExpiredLease>> expireOwn() {
        return expired(EXPIRE_OWN
                .with("hold_ms", config.hold().toMillis())
                .with("instance", instanceId.prefix())
                .with("run", instanceId.name()));
    }

    /** Continues bulks whose last message has no status within the bulk timeout. True if lanes were freed. */
    public Uni<Boolean> freeLanes() {
        return FREE_LANES.execute(pool).map(rows -> rows.affected() > 0);
    }

    public Uni<Backlog> backlog() {
        return BACKLOG.execute(pool).map(rows -> Backlog.of(rows.first()));
    }

    private Uni<List<ExpiredLease>> expired(SqlCall call) {
        return call.execute(pool).map(rows -> rows.list(ExpiredLease::of));
    }
}
