package io.parley.runtime.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.commit.GroupCommit;
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
 * Transactional outbox of facts for other services, with at-least-once delivery: {@link #append} within the
 * transaction, {@link #publish} after its commit. A sweeper publishes later what was not published, because the process
 * stopped or the broker was unavailable. Consumers have to recognise duplicates; facts of one key may arrive in another
 * order than they were written, so they carry versions.
 *
 * <p>A service creates one for its own pool, and starts and stops it.
 */
public final class Outbox {

    private static final Duration MIN_AGE = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final Pool pool;
    private final EventPublisher bus;
    private final GroupCommit<List<UUID>, Void> removals;
    private final PeriodicTask sweeper;
    private volatile OutboxTable.Backlog backlog = new OutboxTable.Backlog(0, 0);

    /** @param schema the schema of the outbox; label in metrics */
    public Outbox(String schema, Vertx vertx, Pool pool, EventPublisher bus) {
        this.pool = pool;
        this.bus = bus;
        this.removals =
                GroupCommit.named(schema + "-outbox").lanes(1).vertx(vertx).build(this::remove);
        this.sweeper = PeriodicTask.named(schema + "-outbox").every(SWEEP).build(vertx, this::sweep);
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

    /** Completes when the facts in flight are published and removed. */
    public Uni<Void> stop() {
        return sweeper.stop().chain(removals::stop);
    }

    /** Writes the rows with the connection of the transaction that they belong to. */
    public Uni<Void> append(SqlClient transaction, List<OutboxRow> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : OutboxTable.insert(transaction, rows);
    }

    /**
     * The statement of {@link #append} for a transaction whose connection is not accessible, as that of a Hibernate
     * session. Its parameter {@code rows} is {@link #parameter}.
     */
    public static String statement() {
        return OutboxTable.INSERT_TEXT;
    }

    /** The rows as the parameter of {@link #statement}. */
    public static String parameter(List<OutboxRow> rows) {
        return OutboxTable.json(rows);
    }

    /** Publishes rows that have just been committed. Callers need not wait for it, and it never fails. */
    public Uni<Void> publish(List<OutboxRow> committed) {
        if (committed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return bus.publishAll(committed.stream().map(OutboxRow::message).toList())
                .chain(() ->
                        removals.commit(committed.stream().map(OutboxRow::id).toList()))
                .onFailure()
                .recoverWithNull(); // the sweeper publishes them
    }

    /** Whether all committed rows are published. */
    public Uni<Boolean> isDrained() {
        return OutboxTable.backlog(pool).map(found -> found.pending() == 0);
    }

    private Uni<List<Void>> remove(List<List<UUID>> ids) {
        return OutboxTable.remove(pool, ids.stream().flatMap(List::stream).toList())
                .replaceWith(() -> Collections.nCopies(ids.size(), null));
    }

    /**
     * Publishes old rows. Their deletion commits after the publication, so no row is deleted that the broker does not
     * have.
     */
    private Uni<Void> sweep() {
        return pool.withTransaction(connection -> OutboxTable.claim(connection, MIN_AGE, BATCH)
                        .call(rows -> bus.publishAll(
                                rows.stream().map(OutboxRow::message).toList())))
                .call(this::measure)
                .invoke(this::continueIfFull)
                .replaceWithVoid();
    }

    private void continueIfFull(List<OutboxRow> published) {
        if (published.size() == BATCH) {
            sweeper.wake();
        }
    }

    private Uni<Void> measure() {
        return OutboxTable.backlog(pool).invoke(found -> backlog = found).replaceWithVoid();
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
        return Gauge.builder("parley.outbox." + name, value);
    }
}
