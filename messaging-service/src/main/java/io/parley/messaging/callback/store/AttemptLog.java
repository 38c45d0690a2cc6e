package io.parley.messaging.callback.store;

import io.parley.messaging.callback.store.CallbackResult.Attempted;
import io.parley.messaging.callback.store.CallbackResult.Delivered;
import io.parley.messaging.callback.store.CallbackResult.Exhausted;
import io.parley.messaging.callback.store.CallbackResult.Retry;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlFragment;
import java.util.List;

/**
 * Selects the attempts to log. They are inserted by the statement that records the results. Of a callback that fails for
 * days, only every hundredth failure is logged.
 */
final class AttemptLog {
    private static final int FIRST = 20;
    private static final int THEN_EVERY = 100;

    static final Batch<Attempted> ATTEMPTS = Batch.<Attempted>named("attempts")
            .uuid("callback_id", result -> result.job().id())
            .timestamptz("at", result -> result.attempt().at())
            .integer("attempt", AttemptLog::number)
            .smallint("status", result -> result.attempt().status())
            .text("error", result -> result.attempt().error())
            .integer("duration_ms", result -> (int) result.attempt().took().toMillis())
            .text("endpoint", result -> result.attempt().endpoint())
            .text("response", result -> result.attempt().response().textOrNull());

    static final SqlFragment LOG_ATTEMPTS = SqlFragment.file(
                    "log_attempts", AttemptLog.class, "callback/log-attempts.sql")
            .batches(ATTEMPTS);

    private final boolean all;

    /** @param all whether to log callbacks that are delivered at the first attempt, too */
    AttemptLog(boolean all) {
        this.all = all;
    }

    /** The results whose attempts are logged. */
    List<Attempted> logged(List<CallbackResult> results) {
        return results.stream()
                .filter(Attempted.class::isInstance)
                .map(Attempted.class::cast)
                .filter(this::isLogged)
                .toList();
    }

    private boolean isLogged(Attempted result) {
        var number = number(result);
        return switch (result) {
            case Delivered delivered -> all || number > 1;
            case Retry retry -> all || number <= FIRST || number % THEN_EVERY == 0;
            case Exhausted exhausted -> true;
        };
    }

    private static int number(Attempted result) {
        return result.job().attempts() + 1;
    }
}
