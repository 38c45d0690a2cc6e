package io.parley.messaging.channel;

import io.parley.messaging.model.ProviderError;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import java.time.Duration;

/**
 * Classifies calls that ended without a response. Only if no connection was established is it certain that the provider
 * did not accept the message; a reset or timeout afterwards leaves it in doubt (ADR 0004).
 */
public final class TransportFailure {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private TransportFailure() {}

    public static Submission outcome(Throwable failure) {
        return Failures.kindOf(failure) == FailureKind.UNREACHABLE ? unreachable() : noAnswer();
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
