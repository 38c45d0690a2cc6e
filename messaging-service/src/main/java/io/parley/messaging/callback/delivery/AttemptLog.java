package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.delivery.CallbackResult.Again;
import io.parley.messaging.callback.delivery.CallbackResult.Delivered;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Which tries are remembered, and how: as a part of the statement that records them, so they cost no round trip, and none
 * at all where there is nothing to remember. Of a call that fails for days every hundredth failure will do.
 */
final class AttemptLog {
    private static final int FIRST = 20;
    private static final int THEN_EVERY = 100;

    private static final String APPEND = """
            with logged as (
              insert into callback_attempt (callback_id, at, attempt, status, error, duration_ms, endpoint)
              select id, at, attempt, nullif(status, 0), error, duration_ms, endpoint
                from unnest($%d::uuid[], $%d::timestamptz[], $%d::integer[], $%d::smallint[], $%d::text[], $%d::integer[],
                            $%d::text[]) as tried (id, at, attempt, status, error, duration_ms, endpoint))
            """;

    private final boolean all;

    /** @param all even those that were taken at once */
    AttemptLog(boolean all) {
        this.all = all;
    }

    /** The statement with what it has to remember besides, whose values are added to its own. */
    String with(String statement, List<CallbackResult> results, Tuple parameters) {
        var remembered = results.stream().filter(this::isWorthIt).toList();
        if (remembered.isEmpty()) {
            return statement;
        }
        var first = parameters.size() + 1;
        add(remembered, parameters);
        return APPEND.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6) + statement;
    }

    private boolean isWorthIt(CallbackResult result) {
        if (result.tried() == null) {
            return false;
        }
        var attempt = attempt(result);
        return switch (result) {
            case Delivered taken -> all || attempt > 1;
            case Again again -> all || attempt <= FIRST || attempt % THEN_EVERY == 0;
            default -> true;
        };
    }

    private static void add(List<CallbackResult> results, Tuple parameters) {
        parameters
                .addArrayOfUUID(column(results, result -> result.job().id(), UUID[]::new))
                .addArrayOfOffsetDateTime(
                        column(results, result -> result.tried().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfInteger(column(results, AttemptLog::attempt, Integer[]::new))
                .addArrayOfShort(
                        column(results, result -> (short) result.tried().status(), Short[]::new))
                .addArrayOfString(column(results, result -> result.tried().error(), String[]::new))
                .addArrayOfInteger(
                        column(results, result -> (int) result.tried().took().toMillis(), Integer[]::new))
                .addArrayOfString(column(results, result -> result.tried().endpoint(), String[]::new));
    }

    private static int attempt(CallbackResult result) {
        return result.job().attempt() + 1;
    }

    private static <T> T[] column(
            List<CallbackResult> results, Function<CallbackResult, T> member, IntFunction<T[]> array) {
        return results.stream().map(member).toArray(array);
    }
}
