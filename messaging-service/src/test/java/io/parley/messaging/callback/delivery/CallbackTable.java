package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Access to the callback tables for tests. */
@ApplicationScoped
public class CallbackTable {
    private final Pool pool;
    private final CallbackOutbox outbox;

    CallbackTable(Pool pool, CallbackOutbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** Inserts and commits the rows like a fact, and wakes the worker. */
    public void commit(List<CallbackRow> callbacks) {
        pool.withTransaction(connection -> outbox.insert(connection, callbacks))
                .await()
                .indefinitely();
        outbox.wake();
    }

    public List<Row> all(String sql) {
        return StreamSupport.stream(
                        pool.query(sql).execute().await().indefinitely().spliterator(), false)
                .toList();
    }

    public long count(String where) {
        return all("select count(*) from callback_job where " + where)
                .getFirst()
                .getLong(0);
    }

    /** Deletes the callbacks of an account, also while its deliveries are recorded: a deadlock with them is repeated. */
    public void deleteOf(UUID accountId) {
        pool.preparedQuery("delete from callback_job where account_id = $1")
                .execute(Tuple.of(accountId))
                .onFailure(failure -> Failures.kindOf(failure) == FailureKind.ROLLED_BACK)
                .retry()
                .atMost(20)
                .await()
                .indefinitely();
    }

    public void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
