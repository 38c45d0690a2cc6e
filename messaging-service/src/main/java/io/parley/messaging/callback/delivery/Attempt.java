package io.parley.messaging.callback.delivery;

import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.egress.GuardedHttp.Answer;
import io.parley.runtime.logging.Causes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One try of a call.
 *
 * @param at when it began
 * @param endpoint where it went, without the query, which may carry secrets; null if there was no address
 * @param status of the answer; 0 if there was none
 * @param error why it was not taken; null if it was
 * @param retryAfter how long the endpoint wants to be left alone; zero if it did not say
 */
record Attempt(Instant at, Duration took, String endpoint, int status, String error, Duration retryAfter) {

    /** Answers by which an endpoint may ask for time (RFC 6585 and RFC 9110); elsewhere the header means something else. */
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    /** There was nowhere to go. */
    static Attempt nowhere(Instant at, String error) {
        return new Attempt(at, Duration.ZERO, null, 0, error, Duration.ZERO);
    }

    static Attempt answered(Instant at, long nanos, String endpoint, Answer answer) {
        var status = answer.status();
        return new Attempt(
                at,
                Duration.ofNanos(nanos),
                endpoint,
                status,
                status / 100 == 2 ? null : "answered " + status,
                NOT_NOW.contains(status) ? answer.retryAfter().orElse(Duration.ZERO) : Duration.ZERO);
    }

    static Attempt failed(Instant at, long nanos, String endpoint, Throwable failure) {
        return new Attempt(at, Duration.ofNanos(nanos), endpoint, 0, cause(failure), Duration.ZERO);
    }

    private static String cause(Throwable failure) {
        return failure instanceof EgressRefused ? failure.getMessage() : Causes.describe(failure);
    }

    boolean taken() {
        return error == null;
    }
}
