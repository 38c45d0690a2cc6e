package io.parley.messaging.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ProviderExchange.Call;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchConfig.Logged;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Selects the attempts to log. They are inserted by the statement that records the results, so logging costs no round
 * trip; a message that is accepted at the first attempt costs nothing unless all attempts are logged.
 */
@Singleton
class SubmitAttemptLog {
    private static final int MAX_REQUEST = 8_192;
    private static final int MAX_RESPONSE = 1_024;

    private static final Batch<Entry> ENTRIES = Batch.<Entry>named("submit_attempts")
            .uuid("message_id", entry -> entry.attempt().job().message().id())
            .timestamptz("at", entry -> entry.attempt().at())
            .integer("attempt", entry -> entry.attempt().job().outbound().attempt())
            .enumerated("outcome", "submit_outcome", entry -> entry.attempt().outcome())
            .integer("duration_ms", entry -> (int) entry.attempt().took().toMillis())
            .text("endpoint", of(Call::endpoint))
            .smallint("status", of(Call::status))
            .text("request", Entry::request)
            .text("response", Entry::response)
            .text("error_code", ofError(ProviderError::code))
            .text("error_text", ofError(ProviderError::message));

    /** A table expression that inserts the attempts. */
    static final SqlFragment INSERT = SqlFragment.of("log_submit_attempts", """
            logged_attempts as (
              insert into dispatch_attempt (message_id, at, attempt, outcome, duration_ms, endpoint, status, request,
                response, error_code, error_text)
              select message_id, at, attempt, outcome, duration_ms, endpoint, status, request, response, error_code,
                error_text
              from :submit_attempts
            )""").batches(ENTRIES);

    private final ObjectMapper json;
    private final boolean all;

    SubmitAttemptLog(ObjectMapper json, DispatchConfig config) {
        this.json = json;
        this.all = config.log() == Logged.ALL;
    }

    /** Sets the parameters of {@link #INSERT}. */
    SqlCall insert(SqlCall call, List<DispatchResult> results) {
        return call.with(
                ENTRIES,
                results.stream()
                        .map(DispatchResult::attempt)
                        .filter(Objects::nonNull)
                        .filter(this::isLogged)
                        .map(this::entry)
                        .toList());
    }

    private boolean isLogged(SubmitAttempt attempt) {
        return all || !attempt.isFirst() || attempt.outcome() != SubmitOutcome.ACCEPTED;
    }

    private Entry entry(SubmitAttempt attempt) {
        var call = attempt.job().outbound().exchange().last();
        return call == null
                ? new Entry(attempt, null, null, null)
                : new Entry(
                        attempt,
                        call,
                        excerpt(written(call.request()), MAX_REQUEST),
                        call.response() == null ? null : excerpt(call.response().toString(), MAX_RESPONSE));
    }

    private String written(Object request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that was sent cannot be written as JSON", e);
        }
    }

    /** At most {@code max} characters, without half a surrogate pair and without NUL, which PostgreSQL rejects. */
    private static String excerpt(String text, int max) {
        var end =
                text.length() <= max ? text.length() : Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end).replace('\0', '\uFFFD');
    }

    private static <V> Function<Entry, V> of(Function<Call, V> member) {
        return entry -> entry.call() == null ? null : member.apply(entry.call());
    }

    private static Function<Entry, String> ofError(Function<ProviderError, String> member) {
        return entry -> {
            var error = entry.attempt().error();
            var text = error == null ? null : member.apply(error);
            return text == null ? null : text.replace('\0', '\uFFFD');
        };
    }

    /**
     * An attempt as it is stored.
     *
     * @param call null if no call was made, and with it {@code request}
     * @param response null if there was none
     */
    private record Entry(
            SubmitAttempt attempt,
            @Nullable Call call,
            @Nullable String request,
            @Nullable String response) {}
}
