package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The callbacks of disabled endpoints. No claim sees them. */
@ApplicationScoped
public class SuspendedJobs {
    private static final long LOCK_ID = 0x7061726c6579L + 1;

    /** Limits a transaction. */
    private static final int BATCH = 5_000;

    private static final SqlStatement ENDPOINTS = SqlStatement.file(
                    SuspendedJobs.class, "callback/suspended-endpoints.sql")
            .load();
    private static final SqlStatement SUSPEND_PARKED = SqlStatement.text("""
            update callback_job set state = 'suspended'
             where id in (select id from callback_job
                           where state = 'parked' and account_id = :account_id and endpoint_key = :endpoint_key
                           order by due_at limit :max for update skip locked)""")
            .parameters("account_id", "endpoint_key", "max")
            .load();
    private static final SqlStatement RELEASE = SqlStatement.file(SuspendedJobs.class, "callback/release-suspended.sql")
            .parameters("account_id", "endpoint_key", "max")
            .load();
    private static final SqlStatement TRY_LOCK = SqlStatement.text(
                    "select pg_try_advisory_xact_lock(:lock_id) as locked")
            .parameters("lock_id")
            .load();

    private final Pool pool;

    SuspendedJobs(Pool pool) {
        this.pool = pool;
    }

    /** The endpoints with suspended callbacks. */
    public Uni<List<EndpointId>> endpoints() {
        return ENDPOINTS
                .execute(pool)
                .map(rows -> rows.list(row -> new EndpointId(row.uuid("account_id"), row.bigint("endpoint_key"))));
    }

    /** Suspends parked callbacks of a disabled endpoint. Returns their number; a full batch means there may be more. */
    public Uni<Integer> suspendParked(EndpointId endpoint) {
        return SUSPEND_PARKED
                .with("account_id", endpoint.accountId())
                .with("endpoint_key", endpoint.key())
                .with("max", BATCH)
                .execute(pool)
                .map(SqlRows::affected);
    }

    /**
     * Makes the oldest suspended callbacks of an endpoint wait for its capacity. Returns their number; 0 also if another
     * instance is releasing callbacks, since two batches at a time could mix up their order.
     */
    public Uni<Integer> release(EndpointId endpoint) {
        return pool.withTransaction(connection -> TRY_LOCK.with("lock_id", LOCK_ID)
                .execute(connection)
                .chain(rows -> rows.first().bool("locked")
                        ? release(connection, endpoint)
                        : Uni.createFrom().item(0)));
    }

    private static Uni<Integer> release(SqlConnection connection, EndpointId endpoint) {
        return RELEASE.with("account_id", endpoint.accountId())
                .with("endpoint_key", endpoint.key())
                .with("max", BATCH)
                .execute(connection)
                .map(SqlRows::affected);
    }
}
