package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The parked callbacks, grouped by endpoint key. The claim of due callbacks does not see them, so any number of them
 * delays no others.
 */
@ApplicationScoped
public class ParkedJobs {
    private static final String CLAIM = """
            with due as (
              select picked.id
                from unnest($3::bigint[], $4::integer[], $5::bigint[]) as quota (endpoint_key, max_rows, late)
               cross join lateral (
                 select id from callback_job
                  where state = 'parked' and endpoint_key = quota.endpoint_key
                    and due_at <= now() - quota.late * interval '1 millisecond'
                  order by due_at limit quota.max_rows
                    for update skip locked) picked)""" + ClaimSql.CLAIM;

    /** Finds the oldest callback of each endpoint key with one index lookup per key. */
    private static final String OLDEST = """
            with recursive parked as (
              (select endpoint_key, id from callback_job where state = 'parked' order by endpoint_key, due_at limit 1)
              union all
              select next.endpoint_key, next.id from parked cross join lateral (
                select endpoint_key, id from callback_job where state = 'parked' and endpoint_key > parked.endpoint_key
                 order by endpoint_key, due_at limit 1) next)
            select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event,
                   call.url_override, null::text as body, null::text as traceparent, parked.endpoint_key
              from parked cross join lateral (select * from callback where callback.id = parked.id limit 1) call""";

    private static final String UNPARK_ENDPOINTS =
            "update callback_job set state = 'due', endpoint_key = null where state = 'parked' and endpoint_key = any($1)";

    private static final String UNPARK_ACCOUNT =
            "update callback_job set state = 'due', endpoint_key = null where state = 'parked' and account_id = $1";

    private final Pool pool;
    private final String owner;
    private final long lease;

    ParkedJobs(Pool pool, CallbackConfig config, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.owner = owner;
        this.lease = config.lease().toMillis();
    }

    /** Claims callbacks within the endpoints' quotas, the oldest of each endpoint first. */
    public Uni<List<CallbackJob>> claim(List<ClaimQuota> quotas) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addLong(lease)
                        .addString(owner)
                        .addArrayOfLong(
                                quotas.stream().map(ClaimQuota::endpointKey).toArray(Long[]::new))
                        .addArrayOfInteger(quotas.stream().map(ClaimQuota::max).toArray(Integer[]::new))
                        .addArrayOfLong(quotas.stream()
                                .map(quota -> quota.due().toMillis())
                                .toArray(Long[]::new)))
                .map(ClaimSql::jobs);
    }

    /** The oldest parked callback of each endpoint key, without its body. */
    public Uni<Map<Long, CallbackRow>> oldest() {
        return pool.preparedQuery(OLDEST).execute().map(ParkedJobs::byEndpointKey);
    }

    /** Makes the callbacks of the endpoint keys due. */
    public Uni<Void> unpark(Collection<Long> endpointKeys) {
        return endpointKeys.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(UNPARK_ENDPOINTS)
                        .execute(Tuple.tuple().addArrayOfLong(endpointKeys.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** Makes the callbacks of an account due. */
    public Uni<Void> unparkAccount(UUID accountId) {
        return pool.preparedQuery(UNPARK_ACCOUNT).execute(Tuple.of(accountId)).replaceWithVoid();
    }

    private static Map<Long, CallbackRow> byEndpointKey(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getLong("endpoint_key"), ClaimSql::callback));
    }
}
