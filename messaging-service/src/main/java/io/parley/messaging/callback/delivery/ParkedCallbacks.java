package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The parked callbacks (state 3), grouped by endpoint key. The claim of due callbacks does not see them, so any number
 * of them delays no others.
 */
@ApplicationScoped
class ParkedCallbacks {
    private static final String CLAIM = """
            with due as (
              select picked.id
                from unnest($3::bigint[], $4::integer[], $5::bigint[]) as quota (lane, max_rows, late)
               cross join lateral (
                 select id from callback_job
                  where state = 3 and lane = quota.lane and due_at <= now() - quota.late * interval '1 millisecond'
                  order by due_at limit quota.max_rows
                    for update skip locked) picked)""" + ClaimSql.CLAIM;

    /** The oldest callback of each endpoint key, found with one index lookup per key. */
    private static final String ENDPOINT_KEYS = """
            with recursive parked as (
              (select lane, id from callback_job where state = 3 order by lane, due_at limit 1)
              union all
              select next.lane, next.id from parked cross join lateral (
                select lane, id from callback_job where state = 3 and lane > parked.lane
                 order by lane, due_at limit 1) next)
            select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event,
                   call.url_override, null::text as body, null::text as traceparent, parked.lane
              from parked cross join lateral (select * from callback where callback.id = parked.id limit 1) call""";

    private static final String UNPARK_ENDPOINTS =
            "update callback_job set state = 0, lane = null where state = 3 and lane = any($1)";

    private static final String UNPARK_ACCOUNT =
            "update callback_job set state = 0, lane = null where state = 3 and account_id = $1";

    private final Pool pool;
    private final EndpointLimiters endpoints;
    private final String owner;
    private final long lease;

    ParkedCallbacks(
            Pool pool,
            EndpointLimiters endpoints,
            CallbackConfig config,
            @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.endpoints = endpoints;
        this.owner = owner;
        this.lease = config.lease().toMillis();
    }

    /** Claims callbacks within the endpoints' quotas, the oldest of each endpoint first. */
    Uni<List<CallbackJob>> claim(List<ClaimQuota> quotas) {
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
                .invoke(rows -> endpoints.claimed(quotas, byEndpointKey(rows)))
                .map(ClaimSql::jobs);
    }

    /**
     * Registers the endpoints with parked callbacks in {@link EndpointLimiters}, including those parked by other
     * instances. Unparks the callbacks of an endpoint key if they go to another URL by now.
     */
    Uni<Void> refreshEndpointKeys() {
        var known = endpoints.parkedEndpointKeys();
        return pool.preparedQuery(ENDPOINT_KEYS).execute().chain(rows -> compare(known, endpointKeys(rows)));
    }

    /** Unparks the account's callbacks after its settings changed. */
    Uni<Void> unpark(UUID accountId) {
        return pool.preparedQuery(UNPARK_ACCOUNT).execute(Tuple.of(accountId)).replaceWithVoid();
    }

    private Uni<Void> compare(Set<Long> known, Map<Long, CallbackRow> oldest) {
        known.stream().filter(key -> !oldest.containsKey(key)).forEach(endpoints::unparked);
        var stale = oldest.entrySet().stream()
                .filter(parked -> !pointsToEndpoint(parked.getKey(), parked.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        return stale.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(UNPARK_ENDPOINTS)
                        .execute(Tuple.tuple().addArrayOfLong(stale))
                        .replaceWithVoid();
    }

    private boolean pointsToEndpoint(long endpointKey, CallbackRow oldest) {
        var endpoint = endpoints
                .destination(oldest)
                .map(Destination::endpoint)
                .filter(url -> EndpointLimiter.endpointKey(url) == endpointKey)
                .map(endpoints::of);
        endpoint.map(EndpointLimiter::endpointKey).ifPresent(endpoints::parked);
        return endpoint.isPresent();
    }

    private static Map<Long, Long> byEndpointKey(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.groupingBy(ClaimSql::endpointKey, Collectors.counting()));
    }

    private static Map<Long, CallbackRow> endpointKeys(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getLong("lane"), ClaimSql::callback));
    }
}
