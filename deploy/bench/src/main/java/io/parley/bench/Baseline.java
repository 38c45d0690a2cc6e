package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Baselines without HTTP: plain writes to the same Postgres. */
final class Baseline implements AutoCloseable {

    private static final String MESSAGE = "insert into bench.message (id, account_id, sender_id, channel, identity,"
            + " recipient, content, accepted_at) values ($1, $2, $2, 'whatsapp', '4930555100', $3, $4, $5)";
    private static final String JOB =
            "insert into bench.dispatch_job (message_id, account_id, sender_id, channel, lane, expires_at)"
                    + " values ($1, $2, $2, 'whatsapp', $3, $4)";

    private final Pool pool;
    private final int connections;

    /**
     * Creates tables like messaging-service's in a separate schema of the database.
     *
     * @param connections size of messaging-service's pool
     */
    Baseline(Vertx vertx, PgConnectOptions database, int connections) {
        this.connections = connections;
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(database.setCachePreparedStatements(true))
                .using(vertx)
                .build();
        await(pool.query("create schema if not exists bench;"
                        + " create table if not exists bench.message (like messaging.message including all);"
                        + " create table if not exists bench.dispatch_job (like messaging.dispatch_job including all);"
                        + " create table if not exists bench.floor (id uuid, kind text, text text, primary key (id, kind));"
                        + " create table if not exists bench.plain (id uuid primary key, text text)")
                .execute());
    }

    /** Measures messages per second with one transaction each, for the same two rows. */
    double messagesPerSecond(Duration time, Supplier<JsonObject> contents) {
        return perSecond(time, () -> message(contents.get()));
    }

    /** Writes the same rows at a fixed rate; those that wait for a connection wait in the pool's queue. */
    LoadResult messagesAtRate(double perSecond, Duration time, Supplier<JsonObject> contents) {
        return FixedRateLoad.run(perSecond, time, () -> message(contents.get()).map(true));
    }

    /** Measures single-row commits of 300 bytes per second with the pool's connections. */
    double rowsPerSecond(Duration time) {
        var text = "x".repeat(300);
        return perSecond(time, () -> pool.preparedQuery("insert into bench.plain values ($1, $2)")
                .execute(Tuple.of(UUID.randomUUID(), text)));
    }

    private Future<?> message(JsonObject content) {
        var id = TimedIds.next();
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        return pool.withTransaction(connection -> connection
                .preparedQuery(MESSAGE)
                .execute(Tuple.of(id, id, "4915550001111", content, now))
                .compose(done -> connection
                        .preparedQuery(JOB)
                        .execute(Tuple.of(id, id, id.getLeastSignificantBits(), now.plusDays(1)))));
    }

    private double perSecond(Duration time, Supplier<Future<?>> write) {
        var until = System.nanoTime() + time.toNanos();
        var written = new AtomicLong();
        var running = new AtomicInteger(connections * 4);
        var done = new CompletableFuture<Void>();
        var start = System.nanoTime();
        for (var i = 0; i < connections * 4; i++) {
            repeat(write, until, written, running, done);
        }
        done.orTimeout(5, TimeUnit.MINUTES).join();
        return written.get() * 1e9 / (System.nanoTime() - start);
    }

    private void repeat(
            Supplier<Future<?>> write,
            long until,
            AtomicLong written,
            AtomicInteger running,
            CompletableFuture<Void> done) {
        write.get().onComplete(result -> {
            if (result.failed()) {
                done.completeExceptionally(result.cause());
            } else if (written.incrementAndGet() >= 0 && System.nanoTime() < until) {
                repeat(write, until, written, running, done);
            } else if (running.decrementAndGet() == 0) {
                done.complete(null);
            }
        });
    }

    /** Empties the tables, so that every round starts equally. */
    void clear() {
        await(pool.query("truncate bench.message, bench.dispatch_job, bench.floor, bench.plain")
                .execute());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(pool.close());
    }
}
