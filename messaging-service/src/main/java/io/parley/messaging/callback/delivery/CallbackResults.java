package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.delivery.CallbackConfig.Logged;
import io.parley.messaging.callback.delivery.CallbackResult.Again;
import io.parley.messaging.callback.delivery.CallbackResult.Delivered;
import io.parley.messaging.callback.delivery.CallbackResult.Exhausted;
import io.parley.messaging.callback.delivery.CallbackResult.Later;
import io.parley.messaging.callback.delivery.CallbackResult.Parked;
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
 * Records what became of claimed calls: those taken with one statement and the others with another, each together with
 * the tries worth remembering.
 */
@ApplicationScoped
class CallbackResults {
    private static final String SETTLE = """
            delete from callback_job job using unnest($1::uuid[], $2::bigint[]) as done (id, fence)
             where job.id = done.id and job.fence = done.fence""";

    private static final String PUT_BACK = """
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
        var taken = results.stream().filter(Delivered.class::isInstance).toList();
        var others = results.stream()
                .filter(result -> !(result instanceof Delivered))
                .toList();
        return settle(taken).chain(() -> putBack(others)).replaceWith(() -> Collections.nCopies(results.size(), null));
    }

    private Uni<Void> settle(List<CallbackResult> taken) {
        return execute(
                SETTLE,
                taken,
                Tuple.tuple()
                        .addArrayOfUUID(column(taken, result -> result.job().id(), UUID[]::new))
                        .addArrayOfLong(column(taken, result -> result.job().fence(), Long[]::new)));
    }

    private Uni<Void> putBack(List<CallbackResult> results) {
        var rows = results.stream().map(PutBack::of).toList();
        return execute(
                PUT_BACK,
                results,
                Tuple.tuple()
                        .addArrayOfUUID(column(results, result -> result.job().id(), UUID[]::new))
                        .addArrayOfLong(column(results, result -> result.job().fence(), Long[]::new))
                        .addArrayOfShort(column(rows, PutBack::state, Short[]::new))
                        .addArrayOfInteger(column(rows, PutBack::tries, Integer[]::new))
                        .addArrayOfLong(column(rows, PutBack::pause, Long[]::new))
                        .addArrayOfLong(column(results, CallbackResult::endpointKey, Long[]::new))
                        .addArrayOfShort(column(rows, PutBack::status, Short[]::new))
                        .addArrayOfString(column(rows, PutBack::error, String[]::new)));
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

    /** @param pause in milliseconds; null if the call stays as due as it is */
    private record PutBack(short state, int tries, Long pause, short status, String error) {
        private static final short DUE = 0;
        private static final short EXHAUSTED = 2;
        private static final short HELD = 3;

        static PutBack of(CallbackResult result) {
            return switch (result) {
                case Delivered(var job, var tried) -> throw new IllegalArgumentException("taken: " + job.id());
                case Again(var job, var pause, var tried, var lane) ->
                    tried(lane == null ? DUE : HELD, pause.toMillis(), tried);
                case Exhausted(var job, var tried) -> tried(EXHAUSTED, 0L, tried);
                case Later(var job) -> new PutBack(DUE, 0, null, (short) 0, null);
                case Parked(var job, var lane) -> new PutBack(HELD, 0, null, (short) 0, null);
            };
        }

        private static PutBack tried(short state, Long pause, Attempt tried) {
            return new PutBack(state, 1, pause, (short) tried.status(), tried.error());
        }
    }
}
