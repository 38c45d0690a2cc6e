package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The table callback_job. Leases, delays and ages are measured by the database clock. */
@ApplicationScoped
public class CallbackJobs {
    private static final SqlStatement CLAIM = SqlStatement.file(CallbackJobs.class, "callback/claim-due.sql")
            .parameters("max")
            .fragments(ClaimSql.CLAIM_CHOSEN)
            .load();
    private static final SqlStatement RECLAIM_EXPIRED = SqlStatement.file(
                    CallbackJobs.class, "callback/reclaim-expired.sql")
            .load();
    private static final SqlStatement BACKLOG =
            SqlStatement.file(CallbackJobs.class, "callback/backlog.sql").load();

    private final Pool pool;
    private final String owner;
    private final long lease;

    CallbackJobs(Pool pool, CallbackConfig config, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.owner = owner;
        this.lease = config.lease().toMillis();
    }

    /** Claims up to {@code max} due callbacks, in the order of their facts. */
    public Uni<List<CallbackJob>> claim(int max) {
        return CLAIM.with("max", max)
                .with("owner", owner)
                .with("lease_ms", lease)
                .execute(pool)
                .map(ClaimSql::jobs);
    }

    /** Makes callbacks due again whose lease expired. */
    public Uni<Integer> reclaimExpired() {
        return RECLAIM_EXPIRED.execute(pool).map(SqlRows::affected);
    }

    public Uni<Backlog> backlog() {
        return BACKLOG.execute(pool).map(rows -> Backlog.of(rows.first()));
    }

    /**
     * Size and age of the backlog.
     *
     * @param pending callbacks to be attempted, at most 100,000
     * @param suspended callbacks of disabled endpoints, at most 100,000
     * @param oldestSeconds how long the oldest due callback has been due; 0 if none is
     */
    public record Backlog(long pending, long suspended, double oldestSeconds) {

        static Backlog of(SqlRow row) {
            return new Backlog(
                    row.bigint("pending"), row.bigint("suspended"), row.isNull("oldest") ? 0 : row.float8("oldest"));
        }
    }
}
