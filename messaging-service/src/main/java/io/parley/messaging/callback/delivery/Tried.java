package io.parley.messaging.callback.delivery;

import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.logging.Causes;
import java.time.Duration;
import java.time.Instant;

/**
 * One try of a call.
 *
 * @param at when it began
 * @param endpoint where it went, without the query, which may carry secrets; null if there was no address
 * @param status of the answer; 0 if there was none
 * @param error why it was not taken; null if it was
 */
record Tried(Instant at, Duration took, String endpoint, int status, String error) {

    /** There was nowhere to go. */
    static Tried nowhere(Instant at, String error) {
        return new Tried(at, Duration.ZERO, null, 0, error);
    }

    static Tried answered(Instant at, long nanos, String endpoint, int status) {
        return new Tried(
                at, Duration.ofNanos(nanos), endpoint, status, status / 100 == 2 ? null : "answered " + status);
    }

    static Tried failed(Instant at, long nanos, String endpoint, Throwable failure) {
        return new Tried(at, Duration.ofNanos(nanos), endpoint, 0, cause(failure));
    }

    private static String cause(Throwable failure) {
        return failure instanceof EgressRefused ? failure.getMessage() : Causes.describe(failure);
    }

    boolean taken() {
        return error == null;
    }
}
