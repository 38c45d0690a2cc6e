package io.parley.runtime.graph;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.time.Duration;

/** Problems for customers whose request Meta did not carry out. */
public final class GraphProblems {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);

    private GraphProblems() {}

    public static ProblemException of(GraphFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE ->
                unavailable(failure, SOON, "WhatsApp cannot be reached; nothing was changed. Repeat the request after");
            case NO_RESPONSE ->
                unavailable(
                        failure,
                        SOON,
                        "WhatsApp did not respond in time, so a change may or may not have been made. The same request"
                                + " can be repeated without harm, after");
            case OUTAGE ->
                unavailable(
                        failure,
                        SOON,
                        "WhatsApp fails at the moment, so a change may or may not have been made. The same request can"
                                + " be repeated without harm, after");
            case THROTTLED, APP_THROTTLED ->
                unavailable(
                        failure,
                        LATER,
                        "WhatsApp limits the calls about this account (" + failure.reason()
                                + "); nothing was changed. Repeat the request after");
            case TOKEN ->
                unavailable(
                        failure,
                        LATER,
                        "WhatsApp does not accept the access token of this deployment; nothing was changed. When its"
                                + " operator has renewed the token, repeat the request, at the earliest after");
            case PERMISSION ->
                Problems.ofStatus(
                        502,
                        "The access token of this deployment lacks a permission for this number at WhatsApp ("
                                + failure.reason() + "); nothing was changed. The operator has to grant it.");
            case REFUSED -> Problems.ofStatus(502, "WhatsApp refused the request: " + failure.reason() + ".");
        };
    }

    private static ProblemException unavailable(GraphFailure failure, Duration atLeast, String detail) {
        var pause = failure.retryAfter().compareTo(atLeast) > 0 ? failure.retryAfter() : atLeast;
        return Problems.unavailable(pause, detail + " the time in Retry-After.");
    }
}
