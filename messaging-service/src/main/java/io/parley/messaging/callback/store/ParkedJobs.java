package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackRow;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The parked callbacks: due ones that wait for capacity of their endpoint, grouped by endpoint key. The claim of due
 * callbacks does not see them, so any number of them delays no others.
 */
@ApplicationScoped
public class ParkedJobs {
    private static final Batch<ClaimQuota> QUOTAS = Batch.<ClaimQuota>named("quotas")
            .bigint("endpoint_key", ClaimQuota::endpointKey)
            .integer("max_rows", ClaimQuota::max)
            .bigint("due_ms", quota -> quota.due().toMillis());
    private static final SqlStatement CLAIM = SqlStatement.file(ParkedJobs.class, "callback/claim-parked.sql")
            .batches(QUOTAS)
            .fragments(ClaimSql.CLAIM_CHOSEN)
            .load();
    private static final SqlStatement OLDEST =
            SqlStatement.file(ParkedJobs.class, "callback/oldest-parked.sql").load();

    private static final SqlStatement UNPARK_ENDPOINTS =
            SqlStatement.text("""
            update callback_job set state = 'due', endpoint_key = null
             where state = 'parked' and endpoint_key = any(:endpoint_keys::bigint[])""").parameters("endpoint_keys").load();
    private static final SqlStatement UNPARK_ACCOUNT =
            SqlStatement.text("""
            update callback_job set state = 'due', endpoint_key = null
             where state = 'parked' and account_id = :account_id""").parameters("account_id").load();

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
        return CLAIM.with(QUOTAS, quotas)
                .with("owner", owner)
                .with("lease_ms", lease)
                .execute(pool)
                .map(ClaimSql::jobs);
    }

    /** The oldest parked callback of each endpoint key, without its body. */
    public Uni<Map<Long, CallbackRow>> oldest() {
        return OLDEST.execute(pool).map(rows -> rows.stream()
                .collect(Collectors.toMap(row -> row.bigint("endpoint_key"), ClaimSql::callback)));
    }

    /** Makes the callbacks of the endpoint keys due. */
    public Uni<Void> unpark(Collection<Long> endpointKeys) {
        return endpointKeys.isEmpty()
                ? Uni.createFrom().voidItem()
                : UNPARK_ENDPOINTS
                        .with("endpoint_keys", endpointKeys.toArray(Long[]::new))
                        .execute(pool)
                        .replaceWithVoid();
    }

    /** Makes the callbacks of an account due. */
    public Uni<Void> unparkAccount(UUID accountId) {
        return UNPARK_ACCOUNT.with("account_id", accountId).execute(pool).replaceWithVoid();
    }
}
