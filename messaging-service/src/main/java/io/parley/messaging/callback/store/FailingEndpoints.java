package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The table callback_endpoint: which endpoints fail, since when, and which are disabled. Shared by all instances and
 * written only by their periodic maintenance, not by deliveries. Times are those of the database clock.
 */
@ApplicationScoped
public class FailingEndpoints {
    private static final Duration MAX_GAP = Duration.ofDays(1);

    /**
     * The first failure of any instance counts. After a gap the failures count from anew: two failures with days between
     * them do not show that the endpoint failed all the time.
     */
    private static final String ADD = """
            insert into callback_endpoint as known (id, account_id, endpoint_key, url, failing_since, last_failure)
            select id, account_id, endpoint_key, url, now() - since_first * interval '1 millisecond',
                   now() - since_last * interval '1 millisecond'
              from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
                   as given (id, account_id, endpoint_key, url, since_first, since_last)
             order by account_id, endpoint_key
            on conflict (account_id, endpoint_key) do update
              set failing_since = case
                      when excluded.failing_since > known.last_failure + $7 * interval '1 millisecond'
                      then excluded.failing_since
                      else least(known.failing_since, excluded.failing_since) end,
                  last_failure = greatest(known.last_failure, excluded.last_failure)
            where known.disabled_at is null""";

    private static final String DELETE = """
            delete from callback_endpoint known
             using unnest($1::uuid[], $2::bigint[]) as given (account_id, endpoint_key)
             where known.account_id = given.account_id and known.endpoint_key = given.endpoint_key""";

    /** Of several instances, each endpoint is returned to one. */
    private static final String DISABLE = """
            update callback_endpoint set disabled_at = clock_timestamp()
             where disabled_at is null and last_failure >= failing_since + $1 * interval '1 millisecond'
            returning\s""" + FailingEndpoint.COLUMNS;

    private static final String ALL = "select " + FailingEndpoint.COLUMNS + " from callback_endpoint";
    private static final String OF_ACCOUNT = ALL + " where account_id = $1 order by failing_since, id";

    private static final String ENABLE = "delete from callback_endpoint"
            + " where account_id = $1 and id = $2 and disabled_at is not null returning " + FailingEndpoint.COLUMNS;

    private final Pool pool;

    FailingEndpoints(Pool pool) {
        this.pool = pool;
    }

    /** @param after failures over this time disable an endpoint */
    public Uni<Void> add(List<EndpointFailure> failures, Duration after) {
        return failures.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(ADD).execute(columns(failures, after)).replaceWithVoid();
    }

    /** Deletes endpoints that had a success, or whose settings changed. */
    public Uni<Void> delete(Collection<EndpointId> endpoints) {
        return endpoints.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(DELETE)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(endpoints.stream()
                                        .map(EndpointId::accountId)
                                        .toArray(UUID[]::new))
                                .addArrayOfLong(
                                        endpoints.stream().map(EndpointId::key).toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** Disables the endpoints that have failed for this long. Returns those that this call disabled. */
    public Uni<List<FailingEndpoint>> disable(Duration after) {
        return pool.preparedQuery(DISABLE)
                .mapping(FailingEndpoint::of)
                .execute(Tuple.of(after.toMillis()))
                .map(FailingEndpoints::list);
    }

    public Uni<List<FailingEndpoint>> all() {
        return pool.preparedQuery(ALL).mapping(FailingEndpoint::of).execute().map(FailingEndpoints::list);
    }

    /** The endpoints of an account, the one that has failed longest first. */
    public Uni<List<FailingEndpoint>> ofAccount(UUID accountId) {
        return pool.preparedQuery(OF_ACCOUNT)
                .mapping(FailingEndpoint::of)
                .execute(Tuple.of(accountId))
                .map(FailingEndpoints::list);
    }

    /** Enables an endpoint. Empty if the account has no such disabled endpoint. */
    public Uni<Optional<FailingEndpoint>> enable(UUID accountId, UUID id) {
        return pool.preparedQuery(ENABLE)
                .mapping(FailingEndpoint::of)
                .execute(Tuple.of(accountId, id))
                .map(rows -> list(rows).stream().findFirst());
    }

    private static Tuple columns(List<EndpointFailure> failures, Duration after) {
        return Tuple.tuple()
                .addArrayOfUUID(failures.stream().map(failure -> Ids.next()).toArray(UUID[]::new))
                .addArrayOfUUID(failures.stream()
                        .map(failure -> failure.endpoint().accountId())
                        .toArray(UUID[]::new))
                .addArrayOfLong(failures.stream()
                        .map(failure -> failure.endpoint().key())
                        .toArray(Long[]::new))
                .addArrayOfString(failures.stream().map(EndpointFailure::url).toArray(String[]::new))
                .addArrayOfLong(failures.stream()
                        .map(failure -> failure.sinceFirst().toMillis())
                        .toArray(Long[]::new))
                .addArrayOfLong(failures.stream()
                        .map(failure -> failure.sinceLast().toMillis())
                        .toArray(Long[]::new))
                .addLong(maxGap(after).toMillis());
    }

    private static Duration maxGap(Duration after) {
        var half = after.dividedBy(2);
        return half.compareTo(MAX_GAP) < 0 ? half : MAX_GAP;
    }

    private static <T> List<T> list(RowSet<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
