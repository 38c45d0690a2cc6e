package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.message.MessageColumns;
import io.parley.runtime.directory.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of jobs: one round trip per batch, never one per message. */
@ApplicationScoped
class DispatchJobs {

    /** Only the first job of each lane; jobs that others are claiming are skipped. */
    private static final String CLAIM = """
            with head as (
              select j.message_id from dispatch_job j
              where j.channel = $1 and j.state = 0 and j.due_at <= now() and j.sender_id <> all($2::uuid[])
                and not exists (select 1 from dispatch_job ahead where ahead.lane = j.lane and ahead.seq < j.seq)
              order by j.due_at limit $3
              for update of j skip locked
            ), claimed as (
              update dispatch_job j
              set state = 1, attempt = j.attempt + 1, fence = j.fence + 1, lease_owner = $4, attempted_at = now(),
                  leased_until = now() + $5::bigint * interval '1 ms'
              from head where j.message_id = head.message_id
              returning j.message_id, j.seq, j.lane, j.fence, j.attempt, j.throttles, j.expires_at <= now() as expired
            )
            select %s, m.content::text, m.options::text, c.lane, c.fence, c.attempt, c.throttles, c.expired
            from claimed c join message m on m.id = c.message_id order by c.seq""".formatted(MessageColumns.COLUMNS);

    private static final int AFTER_FACTS = 10;

    private final Pool pool;
    private final Contents contents;
    private final Directory directory;
    private final DispatchConfig config;
    private final SenderCircuitBreakers circuitBreakers;
    private final InstanceId instanceId;

    DispatchJobs(
            Pool pool,
            Contents contents,
            Directory directory,
            DispatchConfig config,
            SenderCircuitBreakers circuitBreakers,
            InstanceId instanceId) {
        this.pool = pool;
        this.contents = contents;
        this.directory = directory;
        this.config = config;
        this.circuitBreakers = circuitBreakers;
        this.instanceId = instanceId;
    }

    /** Claims up to {@code max} jobs of the channel for this instance and commits. */
    Uni<List<DispatchJob>> claim(Channel<?> channel, int max) {
        var before = System.nanoTime();
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        channel.name().value(),
                        circuitBreakers.openSenders(),
                        max,
                        instanceId.name(),
                        config.lease().toMillis()))
                .map(rows -> jobs(rows, channel, before));
    }

    /** Applies results to the table. */
    Uni<SettledJobs> settle(SqlConnection connection, List<DispatchResult> results) {
        return connection
                .preparedQuery(SettleSql.SETTLE)
                .execute(SettleSql.tuple(results, config.hold(), config.bulkTimeout()))
                .map(DispatchJobs::settled);
    }

    private List<DispatchJob> jobs(RowSet<Row> rows, Channel<?> channel, long claimedAt) {
        var jobs = new ArrayList<DispatchJob>(rows.rowCount());
        rows.forEach(row -> jobs.add(job(row, channel, claimedAt)));
        return jobs;
    }

    private DispatchJob job(Row row, Channel<?> channel, long claimedAt) {
        var reference = MessageColumns.reference(row, 0);
        return new DispatchJob(
                reference,
                directory.sender(reference.senderId()).orElse(null),
                contents.restored(row.getString(AFTER_FACTS), channel),
                contents.restoredOptions(row.getString(AFTER_FACTS + 1), channel),
                ProviderReferences.NONE,
                row.getLong(AFTER_FACTS + 2),
                row.getLong(AFTER_FACTS + 3),
                row.getInteger(AFTER_FACTS + 4),
                row.getInteger(AFTER_FACTS + 5),
                row.getBoolean(AFTER_FACTS + 6),
                claimedAt);
    }

    private static SettledJobs settled(RowSet<Row> rows) {
        Map<UUID, Boolean> ended = HashMap.newHashMap(rows.rowCount());
        var orphans = false;
        for (var row : rows) {
            if (row.getUUID(0) == null) {
                orphans = true;
            } else {
                ended.put(row.getUUID(0), row.getBoolean(1));
            }
        }
        return new SettledJobs(ended, orphans);
    }
}
