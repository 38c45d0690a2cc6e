package io.parley.runtime.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SqlClientBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The pool, with a limit of the time that a request waits for a connection, a gauge of the requests that wait, and {@link
 * DatabaseUnavailable} for those that get none.
 *
 * <ul>
 *   <li>Vert.x's own limit loses connections: if it ends while a connection is on its way to the request, that connection is
 *       never given back (<a href="https://github.com/eclipse-vertx/vert.x/issues/6169">vert.x 6169</a>). Here, a
 *       connection that arrives too late is given back.
 *   <li>Vert.x's own gauge, {@code sql.pool.queue.size}, is never decremented for a request whose connection could not be
 *       opened.
 *   <li>A single statement acquires its connection as a transaction does, so that the same limit applies.
 * </ul>
 */
final class CountingPgPool extends SqlClientBase implements PgPool {
    private static final NoStackTraceThrowable TIMEOUT =
            new NoStackTraceThrowable("all connections of the pool are in use");

    private final VertxInternal vertx;
    private final Pool pool;
    private final long acquireTimeoutMillis;
    private final AtomicInteger pending = new AtomicInteger();

    CountingPgPool(VertxInternal vertx, Pool pool, Duration acquireTimeout) {
        super(PgDriver.INSTANCE);
        this.vertx = vertx;
        this.pool = pool;
        this.acquireTimeoutMillis = acquireTimeout.toMillis();
        Gauge.builder("parley.database.pending", pending, AtomicInteger::get)
                .description("Requests that wait for a connection of the pool")
                .register(Metrics.globalRegistry);
    }

    @Override
    public Future<SqlConnection> getConnection() {
        pending.incrementAndGet();
        var connection = pool.getConnection();
        return (connection.isComplete() ? connection : inTime(connection))
                .onComplete(done -> pending.decrementAndGet())
                .recover(failure -> Future.failedFuture(new DatabaseUnavailable(failure)));
    }

    private Future<SqlConnection> inTime(Future<SqlConnection> connection) {
        Promise<SqlConnection> result = promise();
        var timer = vertx.setTimer(acquireTimeoutMillis, late -> result.tryFail(TIMEOUT));
        connection.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                result.tryFail(done.cause());
            } else if (!result.tryComplete(done.result())) {
                done.result().close();
            }
        });
        return result.future();
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
