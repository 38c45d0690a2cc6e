package io.parley.messaging.callback.store;

import io.parley.messaging.callback.store.CallbackResult.Delivered;
import io.parley.messaging.callback.store.CallbackResult.Retry;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Selects the attempts to log and inserts them in the same statement that records the results, so logging costs no
 * extra round trip. Of a callback that fails for days, only every hundredth failure is logged.
 */
final class AttemptLog {
    private static final int FIRST = 20;
    private static final int THEN_EVERY = 100;

    private static final String APPEND = """
            with logged as (
              insert into callback_attempt (callback_id, at, attempt, status, error, duration_ms, endpoint, response)
              select id, at, attempt, nullif(status, 0), error, duration_ms, endpoint, response
                from unnest($%d::uuid[], $%d::timestamptz[], $%d::integer[], $%d::smallint[], $%d::text[], $%d::integer[],
                            $%d::text[], $%d::text[])
                  as made (id, at, attempt, status, error, duration_ms, endpoint, response))
            """;

    private final boolean all;

    /** @param all whether to log callbacks that are delivered at the first attempt, too */
    AttemptLog(boolean all) {
        this.all = all;
    }

    /** The statement with the insert of logged attempts prepended; adds their values to the parameters. */
    String with(String statement, List<CallbackResult> results, Tuple parameters) {
        var logged = results.stream().filter(this::isLogged).toList();
        if (logged.isEmpty()) {
            return statement;
        }
        var i = parameters.size() + 1;
        add(logged, parameters);
        return APPEND.formatted(i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7) + statement;
    }

    private boolean isLogged(CallbackResult result) {
        if (result.attempt() == null) {
            return false;
        }
        var number = number(result);
        return switch (result) {
            case Delivered delivered -> all || number > 1;
            case Retry retry -> all || number <= FIRST || number % THEN_EVERY == 0;
            default -> true;
        };
    }

    private static void add(List<CallbackResult> results, Tuple parameters) {
        parameters
                .addArrayOfUUID(column(results, result -> result.job().id(), UUID[]::new))
                .addArrayOfOffsetDateTime(column(
                        results, result -> result.attempt().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfInteger(column(results, AttemptLog::number, Integer[]::new))
                .addArrayOfShort(
                        column(results, result -> (short) result.attempt().status(), Short[]::new))
                .addArrayOfString(column(results, result -> result.attempt().error(), String[]::new))
                .addArrayOfInteger(
                        column(results, result -> (int) result.attempt().took().toMillis(), Integer[]::new))
                .addArrayOfString(column(results, result -> result.attempt().endpoint(), String[]::new))
                .addArrayOfString(
                        column(results, result -> result.attempt().response().textOrNull(), String[]::new));
    }

    private static int number(CallbackResult result) {
        return result.job().attempts() + 1;
    }

    private static <T> T[] column(
            List<CallbackResult> results, Function<CallbackResult, T> member, IntFunction<T[]> array) {
        return results.stream().map(member).toArray(array);
    }
}
