package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackConfig.Logged;
import io.parley.messaging.callback.store.CallbackResult.Attempted;
import io.parley.messaging.callback.store.CallbackResult.Delivered;
import io.parley.messaging.callback.store.CallbackResult.Exhausted;
import io.parley.messaging.callback.store.CallbackResult.Parked;
import io.parley.messaging.callback.store.CallbackResult.Released;
import io.parley.messaging.callback.store.CallbackResult.Retry;
import io.parley.messaging.callback.store.CallbackResult.Suspended;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records the results of claimed callbacks: the delivered ones with one statement, the others with another, each
 * including the attempts to be logged.
 */
@ApplicationScoped
public class CallbackResults {
    private static final Batch<CallbackResult> DELIVERED = Batch.<CallbackResult>named("delivered")
            .uuid("id", result -> result.job().id())
            .bigint("fence", result -> result.job().fence());

    private static final Batch<Rescheduled> RESCHEDULED = Batch.<Rescheduled>named("rescheduled")
            .uuid("id", row -> row.result().job().id())
            .bigint("fence", row -> row.result().job().fence())
            .enumerated("state", "callback_job_state", Rescheduled::state)
            .integer("attempts", Rescheduled::attempts)
            .bigint("pause_ms", Rescheduled::pauseMillis)
            .bigint("endpoint_key", row -> row.result().endpointKey())
            .smallint("status", Rescheduled::status)
            .text("error", Rescheduled::error);

    private static final SqlFragment DELETE_DELIVERED =
            SqlFragment.of("delete_delivered", """
            delete from callback_job job using :delivered as result
             where job.id = result.id and job.fence = result.fence""").batches(DELIVERED);
    private static final SqlFragment RESCHEDULE = SqlFragment.file(
                    "reschedule", CallbackResults.class, "callback/reschedule.sql")
            .batches(RESCHEDULED);

    private static final SqlStatement SETTLE =
            SqlStatement.text(":delete_delivered").fragments(DELETE_DELIVERED).load();
    private static final SqlStatement SETTLE_AND_LOG = SqlStatement.text("with :log_attempts :delete_delivered")
            .fragments(AttemptLog.LOG_ATTEMPTS, DELETE_DELIVERED)
            .load();
    private static final SqlStatement RELEASE =
            SqlStatement.text(":reschedule").fragments(RESCHEDULE).load();
    private static final SqlStatement RELEASE_AND_LOG = SqlStatement.text("with :log_attempts :reschedule")
            .fragments(AttemptLog.LOG_ATTEMPTS, RESCHEDULE)
            .load();

    private final Pool pool;
    private final AttemptLog log;

    CallbackResults(Pool pool, CallbackConfig config) {
        this.pool = pool;
        this.log = new AttemptLog(config.log() == Logged.ALL);
    }

    public Uni<List<Void>> record(List<CallbackResult> results) {
        var delivered = results.stream().filter(Delivered.class::isInstance).toList();
        var others = results.stream()
                .filter(result -> !(result instanceof Delivered))
                .toList();
        return record(SETTLE, SETTLE_AND_LOG, DELIVERED, delivered, delivered)
                .chain(() -> record(
                        RELEASE,
                        RELEASE_AND_LOG,
                        RESCHEDULED,
                        others.stream().map(Rescheduled::of).toList(),
                        others))
                .replaceWith(() -> Collections.nCopies(results.size(), null));
    }

    private <T> Uni<Void> record(
            SqlStatement plain, SqlStatement logging, Batch<T> batch, List<T> rows, List<CallbackResult> results) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var logged = log.logged(results);
        var call = logged.isEmpty()
                ? plain.with(batch, rows)
                : logging.with(batch, rows).with(AttemptLog.ATTEMPTS, logged);
        return call.execute(pool).replaceWithVoid();
    }

    /** @param pauseMillis null if the due time is unchanged */
    private record Rescheduled(
            CallbackResult result,
            CallbackJobState state,
            int attempts,
            @Nullable Long pauseMillis,
            int status,
            @Nullable String error) {

        static Rescheduled of(CallbackResult result) {
            return switch (result) {
                case Delivered delivered ->
                    throw new IllegalArgumentException(
                            "delivered: " + delivered.job().id());
                case Retry retry ->
                    attempted(retry, retry.isParked() ? CallbackJobState.PARKED : CallbackJobState.DUE, retry.pause());
                case Exhausted exhausted -> attempted(exhausted, CallbackJobState.EXHAUSTED, Duration.ZERO);
                case Released released -> unattempted(released, CallbackJobState.DUE);
                case Parked parked -> unattempted(parked, CallbackJobState.PARKED);
                case Suspended suspended -> unattempted(suspended, CallbackJobState.SUSPENDED);
            };
        }

        private static Rescheduled attempted(Attempted result, CallbackJobState state, Duration pause) {
            var attempt = result.attempt();
            return new Rescheduled(result, state, 1, pause.toMillis(), attempt.status(), attempt.error());
        }

        private static Rescheduled unattempted(CallbackResult result, CallbackJobState state) {
            return new Rescheduled(result, state, 0, null, 0, null);
        }
    }
}
