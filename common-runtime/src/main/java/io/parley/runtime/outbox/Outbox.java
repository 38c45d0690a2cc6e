package io.parley.runtime.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.work.JobLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Facts for other services, at least once: {@link #append} within the transaction, {@link #publish} after it committed.
 * What nobody publishes, because the process died or the broker was away, a sweeper publishes later. Consumers recognise
 * a fact they have seen; facts of one key may arrive in another order than they were written, so they carry versions.
 *
 * <p>A service makes one over its own pool, starts it and stops it.
 */
public final class Outbox {

    private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final Pool pool;
    private final EventPublisher bus;
    private final GroupCommit<List<UUID>, Void> removals;
    private final JobLoop<Void> sweeper;
    private volatile OutboxTable.Backlog backlog = new OutboxTable.Backlog(0, 0);

    /** @param schema label in metrics: the schema whose outbox this is */
    public Outbox(String schema, Vertx vertx, Pool pool, EventPublisher bus) {
        this.pool = pool;
        this.bus = bus;
        this.removals =
                GroupCommit.named(schema + "-outbox").lanes(1).vertx(vertx).on(this::remove);
        this.sweeper = JobLoop.named(schema + "-outbox")
                .concurrency(1)
                .batch(1)
                .every(SWEEP)
                .start(vertx, room -> sweep(), nothing -> Uni.createFrom().voidItem());
        gauge("pending", () -> backlog.pending())
                .description("Facts not published yet, at most 10000")
                .tag("schema", schema)
                .register(Metrics.globalRegistry);
        gauge("oldest.age", () -> backlog.age())
                .description("Age of the oldest fact not published yet")
                .baseUnit("seconds")
                .tag("schema", schema)
                .register(Metrics.globalRegistry);
    }

    public void start() {
        sweeper.start();
    }

    /** Done when the facts under way are published and removed. */
    public Uni<Void> stop() {
        return sweeper.stop().chain(removals::stop);
    }

    /** Writes the rows with the connection of the transaction that they tell about. */
    public Uni<Void> append(SqlClient transaction, List<OutboxRow> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : OutboxTable.insert(transaction, rows);
    }

    /** Publishes rows that have just been committed. Nobody needs to wait for it, and it never fails. */
    public Uni<Void> publish(List<OutboxRow> committed) {
        if (committed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return bus.publishAll(committed.stream().map(OutboxRow::message).toList())
                .chain(() ->
                        removals.commit(committed.stream().map(OutboxRow::id).toList()))
                .onFailure()
                .recoverWithNull(); // the sweeper will
    }

    private Uni<List<Void>> remove(List<List<UUID>> ids) {
        return OutboxTable.remove(pool, ids.stream().flatMap(List::stream).toList())
                .replaceWith(() -> Collections.nCopies(ids.size(), null));
    }

    /** Taken rows are gone only if the broker has them: the deletion commits after the publication. */
    private Uni<List<Void>> sweep() {
        return pool.withTransaction(connection -> OutboxTable.take(connection, LEFT_BEHIND, BATCH)
                        .call(rows -> bus.publishAll(
                                rows.stream().map(OutboxRow::message).toList())))
                .call(this::measure)
                .map(rows -> rows.size() == BATCH ? Collections.nCopies(1, null) : List.of());
    }

    private Uni<Void> measure() {
        return OutboxTable.backlog(pool).invoke(found -> backlog = found).replaceWithVoid();
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
        return Gauge.builder("parley.outbox." + name, value);
    }
}
