package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.delivery.CallbackConfig.Logged;
import io.parley.messaging.callback.delivery.CallbackResult.Delivered;
import io.parley.messaging.callback.delivery.CallbackResult.Exhausted;
import io.parley.messaging.callback.delivery.CallbackResult.Parked;
import io.parley.messaging.callback.delivery.CallbackResult.Released;
import io.parley.messaging.callback.delivery.CallbackResult.Retry;
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
class CallbackResults {
    private static final String SETTLE = """
            delete from callback_job job using unnest($1::uuid[], $2::bigint[]) as done (id, fence)
             where job.id = done.id and job.fence = done.fence""";

    private static final String RESCHEDULE = """
            update callback_job job
               set state = done.state, attempt = job.attempt + done.tries, lane = done.lane,
                   due_at = case when done.pause is null then job.due_at
                                 else now() + done.pause * interval '1 millisecond' end,
                   last_status = case when done.tries = 0 then job.last_status else nullif(done.status, 0) end,
                   last_error = coalesce(done.error, job.last_error),
                   leased_until = null, lease_owner = null
              from unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[], $6::bigint[],
                          $7::smallint[], $8::text[])
                   as done (id, fence, state, tries, pause, lane, status, error)
             where job.id = done.id and job.fence = done.fence""";

    private final Pool pool;
    private final AttemptLog log;

    CallbackResults(Pool pool, CallbackConfig config) {
        this.pool = pool;
        this.log = new AttemptLog(config.log() == Logged.ALL);
    }

    Uni<List<Void>> record(List<CallbackResult> results) {
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
                        .addArrayOfShort(column(rows, Rescheduled::state, Short[]::new))
                        .addArrayOfInteger(column(rows, Rescheduled::tries, Integer[]::new))
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
    private record Rescheduled(short state, int tries, Long pause, short status, String error) {
        private static final short DUE = 0;
        private static final short EXHAUSTED = 2;
        private static final short PARKED = 3;

        static Rescheduled of(CallbackResult result) {
            return switch (result) {
                case Delivered(var job, var tried) -> throw new IllegalArgumentException("delivered: " + job.id());
                case Retry(var job, var pause, var tried, var endpointKey) ->
                    tried(endpointKey == null ? DUE : PARKED, pause.toMillis(), tried);
                case Exhausted(var job, var tried) -> tried(EXHAUSTED, 0L, tried);
                case Released(var job) -> new Rescheduled(DUE, 0, null, (short) 0, null);
                case Parked(var job, var endpointKey) -> new Rescheduled(PARKED, 0, null, (short) 0, null);
            };
        }

        private static Rescheduled tried(short state, Long pause, Attempt tried) {
            return new Rescheduled(state, 1, pause, (short) tried.status(), tried.error());
        }
    }
}
