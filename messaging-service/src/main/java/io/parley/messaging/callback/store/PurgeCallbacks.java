package io.parley.messaging.callback.store;

import io.parley.messaging.retention.MonthlyTables;
import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes expired callbacks with their attempts, jobs that are not attempted any more, and endpoints that get no calls.
 * Callbacks and jobs are deleted by month. A month of callbacks is kept as long as one of them is pending, as the
 * customer must still receive it.
 */
@ApplicationScoped
class PurgeCallbacks implements Purge {
    private static final Set<String> MONTHLY = Set.of("callback", "callback_attempt");
    private static final String DELETE_UNATTEMPTED =
            "delete from callback_job where state in ('exhausted', 'suspended') and id < $1";
    /** A disabled endpoint remains disabled. */
    private static final String DELETE_ENDPOINTS =
            "delete from callback_endpoint where disabled_at is null and last_failure < $1";

    private static final String IS_PENDING =
            "select exists (select 1 from callback_job where id >= $1 and id < $2) as pending";

    private final RetentionConfig periods;

    PurgeCallbacks(RetentionConfig periods) {
        this.periods = periods;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(DELETE_UNATTEMPTED)
                .execute(Tuple.of(Ids.floor(beginOfMonth(now.minus(periods.callbacks())))))
                .chain(() -> Purge.delete(connection, DELETE_ENDPOINTS, now.minus(periods.callbacks())));
    }

    @Override
    public Optional<MonthlyTables> monthlyTables() {
        return Optional.of(new MonthlyTables(MONTHLY, periods.callbacks(), PurgeCallbacks::isPending));
    }

    private static Uni<Boolean> isPending(SqlConnection connection, Instant from, Instant to) {
        return connection
                .preparedQuery(IS_PENDING)
                .execute(Tuple.of(Ids.floor(from), Ids.floor(to)))
                .map(rows -> rows.iterator().next().getBoolean("pending"));
    }

    private static Instant beginOfMonth(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
