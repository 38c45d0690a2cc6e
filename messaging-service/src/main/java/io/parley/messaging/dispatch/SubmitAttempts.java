package io.parley.messaging.dispatch;

import io.parley.messaging.retention.MonthlyTables;
import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the logged attempts to submit a message. They expire with the messages. */
@ApplicationScoped
public class SubmitAttempts implements Purge {
    private static final SqlStatement OF_MESSAGE =
            SqlStatement.text("""
                    select at, attempt, outcome, duration_ms, endpoint, status, request, response, error_code, error_text
                    from dispatch_attempt where message_id = :message_id order by at limit 200""").parameters("message_id").load();

    private final Pool pool;
    private final RetentionConfig periods;

    SubmitAttempts(Pool pool, RetentionConfig periods) {
        this.pool = pool;
        this.periods = periods;
    }

    /** The attempts in their order, at most 200. */
    public Uni<List<StoredSubmitAttempt>> of(UUID messageId) {
        return OF_MESSAGE.with("message_id", messageId).execute(pool).map(rows -> rows.list(StoredSubmitAttempt::of));
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Optional<MonthlyTables> monthlyTables() {
        return Optional.of(new MonthlyTables(Set.of("dispatch_attempt"), periods.messages()));
    }
}
