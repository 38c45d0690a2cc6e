package io.parley.messaging.callback.store;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;

/**
 * A logged attempt of a callback.
 *
 * @param number of the attempt since the event or the last replay
 * @param endpoint URL without its query, which may contain secrets
 * @param status HTTP status of the response; null if there was none
 * @param response beginning of the response's body; null if it succeeded or had none
 * @param error why it failed; null if it succeeded
 */
public record LoggedAttempt(
        Instant at, int number, String endpoint, Short status, String response, String error, Duration duration) {

    static LoggedAttempt of(Row row) {
        return new LoggedAttempt(
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("attempt"),
                row.getString("endpoint"),
                row.getShort("status"),
                row.getString("response"),
                row.getString("error"),
                Duration.ofMillis(row.getInteger("duration_ms")));
    }
}
