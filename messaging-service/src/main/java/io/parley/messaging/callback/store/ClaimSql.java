package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Common parts of the statements that claim callbacks. */
final class ClaimSql {
    private static final CallbackKind[] KINDS = CallbackKind.values();

    /**
     * Claims the rows of {@code due}; {@code $1} is the lease in milliseconds, {@code $2} the lease owner. Written so
     * that every plan uses the primary keys: the planner cannot know how few rows there are, and the tables may be
     * large.
     */
    static final String CLAIM = """
            , claimed as (
              update callback_job job
                 set state = 'claimed', fence = job.fence + 1, lease_owner = $2,
                     leased_until = now() + $1 * interval '1 millisecond'
               where job.id = any (array(select id from due))
              returning job.id, job.attempts, job.fence, job.endpoint_key,
                        (extract(epoch from now() - job.created_at) * 1000)::bigint as age,
                        (extract(epoch from now() - job.due_at) * 1000)::bigint as late)
            select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event,
                   call.url_override, call.body, call.traceparent,
                   claimed.attempts, claimed.endpoint_key, claimed.fence, claimed.age, claimed.late
              from claimed cross join lateral (select * from callback where callback.id = claimed.id limit 1) call""";

    private ClaimSql() {}

    /** The claimed callbacks in the order of their facts. */
    static List<CallbackJob> jobs(RowSet<Row> rows) {
        var now = System.nanoTime();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> job(row, now))
                .sorted(Comparator.comparing(CallbackJob::id))
                .toList();
    }

    private static CallbackJob job(Row row, long now) {
        return new CallbackJob(
                callback(row),
                row.getInteger(10),
                row.getLong(11),
                row.getLong(12),
                Duration.ofMillis(row.getLong(13)),
                Duration.ofMillis(row.getLong(14)),
                now);
    }

    /** Reads a callback from the first columns, in the order of {@link #CLAIM}. */
    static CallbackRow callback(Row row) {
        return new CallbackRow(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getUUID(3),
                KINDS[row.getShort(4)],
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
