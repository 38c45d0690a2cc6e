package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The callbacks of disabled endpoints. No claim sees them. */
@ApplicationScoped
public class SuspendedJobs {
    private static final long LOCK_ID = 0x7061726c6579L + 1;

    /** Limits a transaction. */
    private static final int BATCH = 5_000;

    /** Finds the endpoints with one index lookup each. */
    private static final String ENDPOINTS = """
            with recursive suspended as (
              (select account_id, endpoint_key from callback_job where state = 'suspended'
                order by account_id, endpoint_key limit 1)
              union all
              select next.account_id, next.endpoint_key from suspended cross join lateral (
                select account_id, endpoint_key from callback_job
                 where state = 'suspended'
                   and (account_id, endpoint_key) > (suspended.account_id, suspended.endpoint_key)
                 order by account_id, endpoint_key limit 1) next)
            select account_id, endpoint_key from suspended""";

    private static final String SUSPEND_PARKED = """
            update callback_job set state = 'suspended'
             where id in (select id from callback_job
                           where state = 'parked' and account_id = $1 and endpoint_key = $2
                           order by due_at limit $3 for update skip locked)""";

    /**
     * Parks the oldest ones with a new retry schedule. Their due times follow the order of their facts, in which parked
     * callbacks are claimed.
     */
    private static final String RELEASE = """
            with chosen as (
              select id, row_number() over (order by id) as position
                from (select id from callback_job
                       where state = 'suspended' and account_id = $1 and endpoint_key = $2
                       order by id limit $3 for update) oldest)
            update callback_job job
               set state = 'parked', due_at = now() + chosen.position * interval '1 microsecond', created_at = now(),
                   attempts = 0, last_status = null, last_error = null
              from chosen where job.id = chosen.id""";

    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1) as locked";

    private final Pool pool;

    SuspendedJobs(Pool pool) {
        this.pool = pool;
    }

    /** The endpoints with suspended callbacks. */
    public Uni<List<EndpointId>> endpoints() {
        return pool.preparedQuery(ENDPOINTS)
                .mapping(SuspendedJobs::endpoint)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /** Suspends parked callbacks of a disabled endpoint. Returns their number; a full batch means there may be more. */
    public Uni<Integer> suspendParked(EndpointId endpoint) {
        return pool.preparedQuery(SUSPEND_PARKED)
                .execute(Tuple.of(endpoint.accountId(), endpoint.key(), BATCH))
                .map(RowSet::rowCount);
    }

    /**
     * Makes the oldest suspended callbacks of an endpoint wait for its capacity. Returns their number; 0 also if another
     * instance is releasing callbacks, since two batches at a time could mix up their order.
     */
    public Uni<Integer> release(EndpointId endpoint) {
        return pool.withTransaction(connection -> lock(connection)
                .chain(locked -> locked
                        ? connection
                                .preparedQuery(RELEASE)
                                .execute(Tuple.of(endpoint.accountId(), endpoint.key(), BATCH))
                                .map(RowSet::rowCount)
                        : Uni.createFrom().item(0)));
    }

    private static Uni<Boolean> lock(SqlConnection connection) {
        return connection.preparedQuery(TRY_LOCK).execute(Tuple.of(LOCK_ID)).map(rows -> rows.iterator()
                .next()
                .getBoolean("locked"));
    }

    private static EndpointId endpoint(Row row) {
        UUID accountId = row.getUUID("account_id");
        return new EndpointId(accountId, row.getLong("endpoint_key"));
    }
}
