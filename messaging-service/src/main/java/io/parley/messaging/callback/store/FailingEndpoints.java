package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table callback_endpoint: which endpoints fail, since when, and which are disabled. Shared by all instances and
 * written only by their periodic maintenance, not by deliveries. Times are those of the database clock.
 */
@ApplicationScoped
public class FailingEndpoints {
    private static final Duration MAX_GAP = Duration.ofDays(1);
    private static final String COLUMNS = "id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at";

    private static final Batch<EndpointFailure> FAILURES = Batch.<EndpointFailure>named("failures")
            .uuid("id", failure -> Ids.next())
            .uuid("account_id", failure -> failure.endpoint().accountId())
            .bigint("endpoint_key", failure -> failure.endpoint().key())
            .text("url", EndpointFailure::url)
            .bigint("first_ms", failure -> failure.sinceFirst().toMillis())
            .bigint("last_ms", failure -> failure.sinceLast().toMillis());
    private static final Batch<EndpointId> ENDPOINTS = Batch.<EndpointId>named("endpoints")
            .uuid("account_id", EndpointId::accountId)
            .bigint("endpoint_key", EndpointId::key);

    private static final SqlStatement ADD = SqlStatement.file(
                    FailingEndpoints.class, "callback/add-failing-endpoints.sql")
            .batches(FAILURES)
            .parameters("gap_ms")
            .load();
    private static final SqlStatement DELETE =
            SqlStatement.text("""
            delete from callback_endpoint known using :endpoints as given
             where known.account_id = given.account_id and known.endpoint_key = given.endpoint_key""").batches(ENDPOINTS).load();

    /** Of several instances, each endpoint is returned to one. */
    private static final SqlStatement DISABLE =
            SqlStatement.text("""
            update callback_endpoint set disabled_at = clock_timestamp()
             where disabled_at is null and last_failure >= failing_since + :after_ms::bigint * interval '1 ms'
            returning\s""" + COLUMNS).parameters("after_ms").load();

    private static final SqlStatement ALL =
            SqlStatement.text("select " + COLUMNS + " from callback_endpoint").load();
    private static final SqlStatement OF_ACCOUNT = SqlStatement.text("select " + COLUMNS
                    + " from callback_endpoint where account_id = :account_id order by failing_since, id")
            .parameters("account_id")
            .load();
    private static final SqlStatement ENABLE =
            SqlStatement.text("""
            delete from callback_endpoint
             where account_id = :account_id and id = :id and disabled_at is not null
            returning\s""" + COLUMNS).parameters("account_id", "id").load();

    private final Pool pool;

    FailingEndpoints(Pool pool) {
        this.pool = pool;
    }

    /** @param after failures over this time disable an endpoint */
    public Uni<Void> add(List<EndpointFailure> failures, Duration after) {
        return failures.isEmpty()
                ? Uni.createFrom().voidItem()
                : ADD.with(FAILURES, failures)
                        .with("gap_ms", maxGap(after).toMillis())
                        .execute(pool)
                        .replaceWithVoid();
    }

    /** Deletes endpoints that had a success, or whose settings changed. */
    public Uni<Void> delete(Collection<EndpointId> endpoints) {
        return endpoints.isEmpty()
                ? Uni.createFrom().voidItem()
                : DELETE.with(ENDPOINTS, List.copyOf(endpoints)).execute(pool).replaceWithVoid();
    }

    /** Disables the endpoints that have failed for this long. Returns those that this call disabled. */
    public Uni<List<FailingEndpoint>> disable(Duration after) {
        return DISABLE.with("after_ms", after.toMillis()).execute(pool).map(rows -> rows.list(FailingEndpoint::of));
    }

    public Uni<List<FailingEndpoint>> all() {
        return ALL.execute(pool).map(rows -> rows.list(FailingEndpoint::of));
    }

    /** The endpoints of an account, in the order in which they began to fail. */
    public Uni<List<FailingEndpoint>> ofAccount(UUID accountId) {
        return OF_ACCOUNT.with("account_id", accountId).execute(pool).map(rows -> rows.list(FailingEndpoint::of));
    }

    /** Enables an endpoint. Empty if the account has no such disabled endpoint. */
    public Uni<Optional<FailingEndpoint>> enable(UUID accountId, UUID id) {
        return ENABLE.with("account_id", accountId)
                .with("id", id)
                .execute(pool)
                .map(rows -> rows.first(FailingEndpoint::of));
    }

    private static Duration maxGap(Duration after) {
        var half = after.dividedBy(2);
        return half.compareTo(MAX_GAP) < 0 ? half : MAX_GAP;
    }
}
