package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The table of calls, as tests fill it and look into it. */
@ApplicationScoped
public class CallbackTable {
    private final Pool pool;
    private final CallbackOutbox rows;

    CallbackTable(Pool pool, CallbackOutbox rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /** Commits the rows as a fact would, and wakes the worker. */
    public void commit(List<CallbackRow> calls) {
        pool.withTransaction(connection -> rows.insert(connection, calls))
                .await()
                .indefinitely();
        rows.wake();
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

    public void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
