package io.parley.messaging.callback.store;

import io.parley.runtime.sql.SqlRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a callback, as it was logged.
 *
 * @param number of the attempt since the event or the last replay
 * @param endpoint URL without its query, which may contain secrets; null if there was no URL
 * @param status HTTP status of the response; null if there was none
 * @param response beginning of the response's body; null if it succeeded or had none
 * @param error why it failed; null if it succeeded
 */
public record LoggedAttempt(
        Instant at,
        int number,
        @Nullable String endpoint,
        @Nullable Integer status,
        @Nullable String response,
        @Nullable String error,
        Duration duration) {

    static LoggedAttempt of(SqlRow row) {
        return new LoggedAttempt(
                row.instant("at"),
                row.integer("attempt"),
                row.textOrNull("endpoint"),
                row.integerOrNull("status"),
                row.textOrNull("response"),
                row.textOrNull("error"),
                Duration.ofMillis(row.integer("duration_ms")));
    }
}
