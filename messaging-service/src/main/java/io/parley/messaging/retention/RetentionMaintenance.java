package io.parley.messaging.retention;

import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the partitions of the next months, drops expired months and deletes expired rows. Runs in one instance at a
 * time; the others do nothing while the lock is held.
 */
@ApplicationScoped
class RetentionMaintenance {

    private static final long LOCK_ID = 0x7061726c6579L;
    private static final int MONTHS_AHEAD = 3;

    /** Deleting a day's rows exceeds the statement timeout of requests; less than the pool's response timeout. */
    private static final String SET_TIMEOUT = "set local statement_timeout = '25s'";

    private final Pool pool;
    private final RetentionConfig config;
    private final InstantSource time;

    RetentionMaintenance(Pool pool, RetentionConfig config, InstantSource time) {
        this.pool = pool;
        this.config = config;
        this.time = time;
    }

    /** Runs once. Completes after the commit. */
    Uni<Void> run() {
        return pool.withTransaction(connection -> lock(connection)
                .chain(acquired ->
                        acquired ? work(connection) : Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> lock(SqlConnection connection) {
        return connection
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK_ID))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Void> work(SqlConnection connection) {
        return connection
                .query(SET_TIMEOUT)
                .execute()
                .chain(() -> createPartitions(connection))
                .chain(() -> purge(connection, "idempotency_key", "created_at", config.idempotencyKeys()))
                .chain(() -> purge(connection, "inbound_key", "received_at", config.inboundKeys()))
                .chain(() -> purge(connection, "business_event", "received_at", config.inboundKeys()))
                .chain(() -> purge(connection, "orphan_status", "received_at", config.orphanStatuses()))
                .chain(() -> purge(connection, "unknown_submission", "at", config.orphanStatuses()))
                .chain(() -> purge(connection, "contact", "changed_at", config.contacts()))
                .chain(() -> purge(connection, "parked_event", "parked_at", config.parkedEvents()))
                .chain(() -> limitParkedEvents(connection))
                .chain(() -> deleteExhausted(connection))
                .chain(() -> deleteOldSecrets(connection))
                .chain(() -> expiredPartitions(connection))
                .chain(expired -> drop(connection, expired));
    }

    private Uni<Void> createPartitions(SqlConnection connection) {
        return connection
                .preparedQuery("select ensure_partitions($1::date, $2)")
                .execute(Tuple.of(
                        LocalDateTime.ofInstant(time.instant(), ZoneOffset.UTC).toLocalDate(), MONTHS_AHEAD))
                .replaceWithVoid();
    }

    /** Partitions whose whole month has expired; the month is in the name, {@code message_202611}. */
    private Uni<List<String>> expiredPartitions(SqlConnection connection) {
        return connection
                .preparedQuery("""
                        select c.relname from pg_inherits i
                        join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
                        cross join lateral (select to_date(right(c.relname, 6), 'YYYYMM')::timestamp as begins) month
                        where pg_table_is_visible(c.oid)
                          and (p.relname in ('message', 'message_event', 'provider_ref', 'inbound_message')
                               and begins + interval '1 month' < $1::timestamp
                            or p.relname in ('callback', 'callback_attempt')
                               and begins + interval '1 month' < $2::timestamp
                               and not exists (select 1 from callback_job
                                                where id >= uuid_at(begins at time zone 'UTC')
                                                  and id < uuid_at((begins + interval '1 month') at time zone 'UTC')))
                        """)
                .execute(Tuple.of(cutoff(config.messages()), cutoff(config.callbacks())))
                .map(rows -> {
                    var names = new ArrayList<String>();
                    rows.forEach(row -> names.add(row.getString(0)));
                    return names;
                });
    }

    private LocalDateTime cutoff(Duration retention) {
        return LocalDateTime.ofInstant(time.instant().minus(retention), ZoneOffset.UTC);
    }

    /** Deletes jobs of exhausted callbacks whose whole month has expired. */
    private Uni<Void> deleteExhausted(SqlConnection connection) {
        var month = cutoff(config.callbacks()).toLocalDate().withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC);
        return connection
                .preparedQuery("delete from callback_job where state = 2 and id < $1")
                .execute(Tuple.of(Ids.floor(month.toInstant())))
                .replaceWithVoid();
    }

    /** Keeps only the newest, so that a flood of unreadable events cannot fill the disk. */
    private Uni<Void> limitParkedEvents(SqlConnection connection) {
        return connection
                .preparedQuery("delete from parked_event where parked_at <"
                        + " (select parked_at from parked_event order by parked_at desc offset $1 limit 1)")
                .execute(Tuple.of(Math.max(1, config.maxParkedEvents()) - 1))
                .replaceWithVoid();
    }

    /** Deletes secrets that no longer sign callbacks. */
    private Uni<Void> deleteOldSecrets(SqlConnection connection) {
        return connection
                .query("update callback_setting set old_secret = null, old_secret_until = null"
                        + " where old_secret_until < now()")
                .execute()
                .replaceWithVoid();
    }

    /** Runs last, since it locks the table exclusively until the commit. */
    private Uni<Void> drop(SqlConnection connection, List<String> partitions) {
        return partitions.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .query("drop table " + String.join(", ", partitions))
                        .execute()
                        .replaceWithVoid();
    }

    private Uni<Void> purge(SqlConnection connection, String table, String age, Duration retention) {
        return connection
                .preparedQuery("delete from " + table + " where " + age + " < $1")
                .execute(Tuple.of(OffsetDateTime.ofInstant(time.instant().minus(retention), ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
