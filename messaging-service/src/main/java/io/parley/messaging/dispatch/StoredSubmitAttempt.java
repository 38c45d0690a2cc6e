package io.parley.messaging.dispatch;

import io.parley.messaging.model.ProviderError;
import io.parley.runtime.sql.SqlRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A logged attempt to submit a message.
 *
 * @param number of the attempt, counted from 1; attempts that the provider throttled do not count
 * @param endpoint method and path of the call; null if the provider was not called
 * @param status HTTP status; null without a response
 * @param request beginning of what was sent, without credentials; null if nothing was
 * @param response beginning of the response; null if there was none or it was not JSON
 * @param error null if the provider accepted the message
 */
public record StoredSubmitAttempt(
        Instant at,
        int number,
        SubmitOutcome outcome,
        Duration duration,
        @Nullable String endpoint,
        @Nullable Integer status,
        @Nullable String request,
        @Nullable String response,
        @Nullable ProviderError error) {

    static StoredSubmitAttempt of(SqlRow row) {
        return new StoredSubmitAttempt(
                row.instant("at"),
                row.integer("attempt"),
                row.enumerated("outcome", SubmitOutcome.class),
                Duration.ofMillis(row.integer("duration_ms")),
                row.textOrNull("endpoint"),
                row.integerOrNull("status"),
                row.textOrNull("request"),
                row.textOrNull("response"),
                ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")));
    }
}
