package io.parley.messaging.callback.store;

import io.parley.runtime.egress.BodyExcerpt;
import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.egress.GuardedHttp.Answer;
import io.parley.runtime.failure.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a callback.
 *
 * @param at start time
 * @param endpoint URL without its query, which may contain secrets; null if there was no URL
 * @param status HTTP status of the response; 0 if there was none
 * @param error why it failed; null if it succeeded
 * @param response beginning of the response's body; empty unless it failed
 * @param retryAfter delay requested by the endpoint; zero if none
 */
public record Attempt(
        Instant at,
        Duration took,
        @Nullable String endpoint,
        int status,
        @Nullable String error,
        BodyExcerpt response,
        Duration retryAfter) {

    /**
     * Statuses with which an endpoint can request a delay (RFC 6585 and RFC 9110); with others the header has another
     * meaning.
     */
    private static final Set<Integer> RETRY_AFTER_STATUSES = Set.of(429, 503);

    /** No URL is configured. */
    public static Attempt noUrl(Instant at, String error) {
        return new Attempt(at, Duration.ZERO, null, 0, error, BodyExcerpt.NONE, Duration.ZERO);
    }

    public static Attempt answered(Instant at, long nanos, String endpoint, Answer answer) {
        var status = answer.status();
        return new Attempt(
                at,
                Duration.ofNanos(nanos),
                endpoint,
                status,
                status / 100 == 2 ? null : "answered " + status,
                answer.body(),
                RETRY_AFTER_STATUSES.contains(status) ? answer.retryAfter().orElse(Duration.ZERO) : Duration.ZERO);
    }

    public static Attempt failed(Instant at, long nanos, @Nullable String endpoint, Throwable failure) {
        return new Attempt(at, Duration.ofNanos(nanos), endpoint, 0, cause(failure), BodyExcerpt.NONE, Duration.ZERO);
    }

    private static String cause(Throwable failure) {
        return failure instanceof EgressRefused ? String.valueOf(failure.getMessage()) : Failures.describe(failure);
    }

    public boolean isSuccess() {
        return error == null;
    }
}
