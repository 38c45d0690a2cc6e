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
 * The calls that wait for their endpoint (state 3), each endpoint's in a lane of its own. Nobody else's claim ever sees
 * them, so however many there are, they stand in nobody's way.
 */
@ApplicationScoped
class ParkedCallbacks {
    private static final String CLAIM = """
            with due as (
              select picked.id
                from unnest($3::bigint[], $4::integer[], $5::bigint[]) as pull (lane, room, late)
               cross join lateral (
                 select id from callback_job
                  where state = 3 and lane = pull.lane and due_at <= now() - pull.late * interval '1 millisecond'
                  order by due_at limit pull.room
                    for update skip locked) picked)""" + ClaimSql.TAKE;

    /** The oldest call of each lane, found by leaping from lane to lane. */
    private static final String ENDPOINT_KEYS = """
            with recursive held as (
              (select lane, id from callback_job where state = 3 order by lane, due_at limit 1)
              union all
              select next.lane, next.id from held cross join lateral (
                select lane, id from callback_job where state = 3 and lane > held.lane order by lane, due_at limit 1) next)
            select call.id, call.account_id, call.sender_id, call.message_id, call.kind, call.channel, call.event,
                   call.url_override, null::text as body, null::text as traceparent, held.lane
              from held cross join lateral (select * from callback where callback.id = held.id limit 1) call""";

    private static final String FREE_ENDPOINT_KEYS =
            "update callback_job set state = 0, lane = null where state = 3 and lane = any($1)";

    private static final String FREE_ACCOUNT =
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

    /** Takes what the endpoints have room for, the oldest of each lane first. */
    Uni<List<CallbackJob>> claim(List<ClaimQuota> pulls) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addLong(lease)
                        .addString(owner)
                        .addArrayOfLong(
                                pulls.stream().map(ClaimQuota::endpointKey).toArray(Long[]::new))
                        .addArrayOfInteger(pulls.stream().map(ClaimQuota::max).toArray(Integer[]::new))
                        .addArrayOfLong(pulls.stream()
                                .map(pull -> pull.due().toMillis())
                                .toArray(Long[]::new)))
                .invoke(rows -> endpoints.pulled(pulls, byEndpointKey(rows)))
                .map(ClaimSql::jobs);
    }

    /**
     * Makes {@link EndpointLimiters} know who is waited for, whichever instance put the calls there. A lane whose calls go
     * somewhere else by now is given up.
     */
    Uni<Void> look() {
        var known = endpoints.endpointKeys();
        return pool.preparedQuery(ENDPOINT_KEYS).execute().chain(rows -> compare(known, endpointKeys(rows)));
    }

    /** After the account's settings changed, its calls find their way anew. */
    Uni<Void> free(UUID accountId) {
        return pool.preparedQuery(FREE_ACCOUNT).execute(Tuple.of(accountId)).replaceWithVoid();
    }

    private Uni<Void> compare(Set<Long> known, Map<Long, CallbackRow> oldest) {
        known.stream().filter(lane -> !oldest.containsKey(lane)).forEach(endpoints::emptied);
        var astray = oldest.entrySet().stream()
                .filter(held -> !leadsThere(held.getKey(), held.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        return astray.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(FREE_ENDPOINT_KEYS)
                        .execute(Tuple.tuple().addArrayOfLong(astray))
                        .replaceWithVoid();
    }

    private boolean leadsThere(long lane, CallbackRow oldest) {
        var endpoint = endpoints
                .target(oldest)
                .map(Destination::endpoint)
                .filter(address -> EndpointLimiter.endpointKey(address) == lane)
                .map(endpoints::of);
        endpoint.map(EndpointLimiter::endpointKey).ifPresent(endpoints::waitsIn);
        return endpoint.isPresent();
    }

    private static Map<Long, Long> byEndpointKey(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.groupingBy(ClaimSql::endpointKey, Collectors.counting()));
    }

    private static Map<Long, CallbackRow> endpointKeys(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getLong("lane"), ClaimSql::call));
    }
}
