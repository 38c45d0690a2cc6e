package io.parley.runtime.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SqlClientBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandScheduler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The pool, with a gauge of the requests that wait for a connection, and with {@link DatabaseUnavailable} for those
 * that get none. Vert.x's own gauge, {@code sql.pool.queue.size}, is never decremented for a request whose connection
 * could not be opened.
 *
 * <p>A single statement acquires its connection as a transaction does: Vert.x would keep it in its queue after the
 * timeout, and would report the timeout a second time.
 */
final class CountingPgPool extends SqlClientBase implements PgPool {
    private final VertxInternal vertx;
    private final Pool pool;
    private final AtomicInteger pending = new AtomicInteger();

    CountingPgPool(VertxInternal vertx, Pool pool) {
        super(PgDriver.INSTANCE);
        this.vertx = vertx;
        this.pool = pool;
        Gauge.builder("parley.database.pending", pending, AtomicInteger::get)
                .description("Requests that wait for a connection of the pool")
                .register(Metrics.globalRegistry);
    }

    @Override
    public Future<SqlConnection> getConnection() {
        pending.incrementAndGet();
        return pool.getConnection()
                .onComplete(done -> pending.decrementAndGet())
                .recover(failure -> Future.failedFuture(new DatabaseUnavailable(failure)));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    @Override
    public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
        Promise<R> result = context.promise();
        getConnection()
                .compose(connection -> ((CommandScheduler) connection)
                        .schedule(context, command)
                        .onComplete(done -> connection.close()))
                .onComplete(result);
        return result.future();
    }

    @Override
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        pool.close(handler);
    }

    @Override
    protected ContextInternal context() {
        return vertx.getOrCreateContext();
    }

    @Override
    protected <T> PromiseInternal<T> promise() {
        return vertx.promise();
    }

    @Override
    protected <T> PromiseInternal<T> promise(Handler<AsyncResult<T>> handler) {
        return vertx.promise(handler);
    }
}
