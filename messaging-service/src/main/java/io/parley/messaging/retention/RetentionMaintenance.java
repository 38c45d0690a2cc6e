package io.parley.messaging.retention;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Creates the partitions of the next months, deletes what has expired of each feature and drops expired months. Runs in
 * one instance at a time; the others do nothing while the lock is held.
 */
@ApplicationScoped
class RetentionMaintenance {

    private static final long LOCK_ID = 0x7061726c6579L;
    private static final int MONTHS_AHEAD = 3;

    /** Deleting a day's rows exceeds the statement timeout of requests; less than the pool's response timeout. */
    private static final String SET_TIMEOUT = "set local statement_timeout = '25s'";

    private final Pool pool;
    private final List<Purge> features;
    private final InstantSource time;

    RetentionMaintenance(Pool pool, @All List<Purge> features, InstantSource time) {
        this.pool = pool;
        this.features = features;
        this.time = time;
    }

    /** Runs once. Completes after the commit. */
    Uni<Void> run() {
        return pool.withTransaction(connection -> lock(connection)
                .chain(acquired -> acquired
                        ? work(connection, time.instant())
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> lock(SqlConnection connection) {
        return connection
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK_ID))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Void> work(SqlConnection connection, Instant now) {
        return connection
                .query(SET_TIMEOUT)
                .execute()
                .chain(() -> createPartitions(connection, now))
                .chain(() -> deleteExpired(connection, now))
                .chain(() -> expiredMonths(connection, now))
                .chain(partitions -> drop(connection, partitions));
    }

    private Uni<Void> createPartitions(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery("select ensure_partitions($1::date, $2)")
                .execute(Tuple.of(LocalDate.ofInstant(now, ZoneOffset.UTC), MONTHS_AHEAD))
                .replaceWithVoid();
    }

    private Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Multi.createFrom()
                .iterable(features)
                .onItem()
                .transformToUniAndConcatenate(feature -> feature.deleteExpired(connection, now))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<String>> expiredMonths(SqlConnection connection, Instant now) {
        var expired = new ExpiredMonths(connection, now);
        return Multi.createFrom()
                .iterable(features)
                .map(Purge::monthlyTables)
                .filter(Optional::isPresent)
                .onItem()
                .transformToUniAndConcatenate(tables -> expired.of(tables.orElseThrow()))
                .onItem()
                .<String>disjoint()
                .collect()
                .asList();
    }

    /** Runs last, since it locks the tables exclusively until the commit. */
    private Uni<Void> drop(SqlConnection connection, List<String> partitions) {
        return partitions.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .query("drop table " + String.join(", ", partitions))
                        .execute()
                        .replaceWithVoid();
    }
}
