package io.parley.messaging.queue;

import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Jobs of messages in doubt: finds those whose hold has ended, and resends or ends them. */
public final class InDoubtJobs {

    private static final SqlStatement ANY = SqlStatement.text(
                    "select exists (select 1 from dispatch_job where state = 'in_doubt') as any_job")
            .load();

    private static final SqlStatement UNRESOLVED =
            SqlStatement.text("""
                    select message_id, channel, sender_id, resends, expires_at <= :now as expired from dispatch_job
                    where state = 'in_doubt' and (hold_until <= :healthy_ms or expires_at <= :now)
                    limit 500 for update skip locked""").parameters("now", "healthy_ms").load();

    /** Makes the jobs of the messages {@code :ids} due again. */
    public static final SqlFragment RESEND = SqlFragment.of("resend_jobs", """
            update dispatch_job
            set state = 'due', due_at = now(), resends = resends + 1, hold_until = null, waiting_reason = null,
                waiting_since = null
            where message_id = any(:ids::uuid[])""", "ids");

    /** Deletes the jobs of the messages {@code :ids}; returns {@code message_id}. */
    public static final SqlFragment DELETE = SqlFragment.of(
            "delete_jobs", "delete from dispatch_job where message_id = any(:ids::uuid[]) returning message_id", "ids");

    private InDoubtJobs() {}

    /**
     * A job whose hold has ended.
     *
     * @param resends how often the message was resent already
     * @param expired whether its time to live has ended
     */
    public record UnresolvedJob(UUID messageId, String channel, UUID senderId, int resends, boolean expired) {

        private static UnresolvedJob of(SqlRow row) {
            return new UnresolvedJob(
                    row.uuid("message_id"),
                    row.text("channel"),
                    row.uuid("sender_id"),
                    row.integer("resends"),
                    row.bool("expired"));
        }
    }

    /** Whether any message is in doubt. */
    public static Uni<Boolean> any(SqlClient client) {
        return ANY.execute(client).map(rows -> rows.first().bool("any_job"));
    }

    /** Locks the jobs whose hold has ended without a status. */
    public static Uni<List<UnresolvedJob>> unresolved(SqlConnection connection, StatusDeadlineClock clock) {
        return UNRESOLVED
                .with("now", clock.now())
                .with("healthy_ms", clock.healthyMs())
                .execute(connection)
                .map(rows -> rows.list(UnresolvedJob::of));
    }
}
