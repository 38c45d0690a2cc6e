package io.parley.messaging.channel;

import io.parley.messaging.model.ProviderError;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.http.ProviderAnswer;
import java.time.Duration;

/**
 * Classifies calls that ended without a response of the provider. Only if no connection was established is it certain that the provider
 * did not accept the message; a reset or timeout afterwards leaves it in doubt (ADR 0004). The same applies to responses
 * that are not the provider's.
 */
public final class TransportFailure {
    private static final Duration RETRY_PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private TransportFailure() {}

    public static Submission outcome(Throwable failure) {
        return Failures.kindOf(failure) == FailureKind.UNREACHABLE ? unreachable() : noAnswer();
    }

    /** The outcome by HTTP status, if the body of the response gives none. */
    public static Submission ofStatus(ProviderAnswer answer, Duration pauseWhenThrottled) {
        var error = ProviderError.ours(
                "unexpectedanswer", "The network answered with HTTP status " + answer.status() + ".");
        if (answer.isThrottling()) {
            return new Submission.Deferred(error, answer.pause(pauseWhenThrottled), true);
        }
        // A 3xx or 4xx without the provider's body comes from a proxy: the message was not accepted.
        return answer.status() >= 300 && answer.status() < 500
                ? new Submission.Deferred(error, RETRY_PAUSE, false)
                : noAnswer();
    }

    public static Submission unreachable() {
        return new Submission.Deferred(
                ProviderError.ours("unreachable", "The network could not be reached; nothing was sent."), PAUSE, false);
    }

    public static Submission noAnswer() {
        return new Submission.InDoubt(ProviderError.ours(
                "noanswer", "The network did not answer; it is unknown whether it accepted the message."));
    }
}
