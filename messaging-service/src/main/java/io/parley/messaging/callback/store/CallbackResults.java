package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackConfig.Logged;
import io.parley.messaging.callback.store.CallbackResult.Delivered;
import io.parley.messaging.callback.store.CallbackResult.Exhausted;
import io.parley.messaging.callback.store.CallbackResult.Parked;
import io.parley.messaging.callback.store.CallbackResult.Released;
import io.parley.messaging.callback.store.CallbackResult.Retry;
import io.parley.messaging.callback.store.CallbackResult.Suspended;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Records the results of claimed callbacks: the delivered ones with one statement, the others with another, each
 * including the attempts to be logged.
 */
@ApplicationScoped
public class CallbackResults {
    private static final String SETTLE = """
            delete from callback_job job using unnest($1::uuid[], $2::bigint[]) as done (id, fence)
             where job.id = done.id and job.fence = done.fence""";

    private static final String RESCHEDULE = """
            update callback_job job
               set state = done.state, attempts = job.attempts + done.attempts, endpoint_key = done.endpoint_key,
                   due_at = case when done.pause is null then job.due_at
                                 else now() + done.pause * interval '1 millisecond' end,
                   last_status = case when done.attempts = 0 then job.last_status else nullif(done.status, 0) end,
                   last_error = coalesce(done.error, job.last_error),
                   leased_until = null, lease_owner = null
              from unnest($1::uuid[], $2::bigint[], $3::text[]::callback_job_state[], $4::integer[], $5::bigint[], $6::bigint[],
                          $7::smallint[], $8::text[])
                   as done (id, fence, state, attempts, pause, endpoint_key, status, error)
             where job.id = done.id and job.fence = done.fence""";

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
        return settle(delivered)
                .chain(() -> reschedule(others))
                .replaceWith(() -> Collections.nCopies(results.size(), null));
    }

    private Uni<Void> settle(List<CallbackResult> delivered) {
        return execute(
                SETTLE,
                delivered,
                Tuple.tuple()
                        .addArrayOfUUID(column(delivered, result -> result.job().id(), UUID[]::new))
                        .addArrayOfLong(column(delivered, result -> result.job().fence(), Long[]::new)));
    }

    private Uni<Void> reschedule(List<CallbackResult> results) {
        var rows = results.stream().map(Rescheduled::of).toList();
        return execute(
                RESCHEDULE,
                results,
                Tuple.tuple()
                        .addArrayOfUUID(column(results, result -> result.job().id(), UUID[]::new))
                        .addArrayOfLong(column(results, result -> result.job().fence(), Long[]::new))
                        .addArrayOfString(column(rows, row -> row.state().label(), String[]::new))
                        .addArrayOfInteger(column(rows, Rescheduled::attempts, Integer[]::new))
                        .addArrayOfLong(column(rows, Rescheduled::pause, Long[]::new))
                        .addArrayOfLong(column(results, CallbackResult::endpointKey, Long[]::new))
                        .addArrayOfShort(column(rows, Rescheduled::status, Short[]::new))
                        .addArrayOfString(column(rows, Rescheduled::error, String[]::new)));
    }

    private Uni<Void> execute(String statement, List<CallbackResult> results, Tuple parameters) {
        return results.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(log.with(statement, results, parameters))
                        .execute(parameters)
                        .replaceWithVoid();
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> member, IntFunction<T[]> array) {
        return rows.stream().map(member).toArray(array);
    }

    /** @param pause in milliseconds; null if the due time is unchanged */
    private record Rescheduled(JobState state, int attempts, Long pause, short status, String error) {
        static Rescheduled of(CallbackResult result) {
            return switch (result) {
                case Delivered(var job, var attempt) -> throw new IllegalArgumentException("delivered: " + job.id());
                case Retry(var job, var pause, var attempt, var endpointKey) ->
                    attempted(endpointKey == null ? JobState.DUE : JobState.PARKED, pause.toMillis(), attempt);
                case Exhausted(var job, var attempt) -> attempted(JobState.EXHAUSTED, 0L, attempt);
                case Released(var job) -> new Rescheduled(JobState.DUE, 0, null, (short) 0, null);
                case Parked(var job, var endpointKey) -> new Rescheduled(JobState.PARKED, 0, null, (short) 0, null);
                case Suspended(var job, var endpointKey) ->
                    new Rescheduled(JobState.SUSPENDED, 0, null, (short) 0, null);
            };
        }

        private static Rescheduled attempted(JobState state, Long pause, Attempt attempt) {
            return new Rescheduled(state, 1, pause, (short) attempt.status(), attempt.error());
        }
    }
}
