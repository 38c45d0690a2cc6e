package io.parley.messaging.dispatch;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.RecipientThrottled;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.dispatch.NextStep.Why;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.WaitingReason;
import io.parley.runtime.resilience.BackOff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Decides the next step after an attempt, as a function of the job, the provider's response and a random number. */
final class RetryPolicy {

    static final ProviderError EXPIRED =
            ProviderError.ours("expired", "The message could not be submitted to the provider in time.");
    static final ProviderError IN_DOUBT = ProviderError.ours(
            "indoubt", "The provider did not confirm the message, and no status of it was received.");
    static final ProviderError NO_SENDER = ProviderError.ours("sender", "The sending identity is no longer available.");

    private final BackOff pauses;
    private final int resends;

    RetryPolicy(Duration firstPause, Duration maxPause, int resends) {
        this.pauses = new BackOff(firstPause, maxPause, 1);
        this.resends = resends;
    }

    /**
     * @param attempt number of this try, counted from 1
     * @param throttles how often the provider asked this message to slow down before
     */
    NextStep after(int attempt, int throttles, Submission submission, RandomGenerator random) {
        return switch (submission) {
            case Accepted accepted -> new NextStep.Submitted(accepted);
            case Rejected rejected -> new NextStep.Failed(rejected.error());
            case Deferred(var error, var after, var throttled) ->
                new NextStep.Retry(
                        pause(throttled ? throttles + 1 : attempt, after, random),
                        !throttled,
                        throttled,
                        new Why(throttled ? WaitingReason.THROTTLED : unavailable(error), error));
            case RecipientThrottled(var error, var after) ->
                new NextStep.Retry(
                        pause(throttles + 1, after, random),
                        false,
                        true,
                        new Why(
                                isOurs(error, "media") ? WaitingReason.MEDIA : WaitingReason.RECIPIENT_THROTTLED,
                                error));
            case InDoubt(var error) -> new NextStep.AwaitStatus(error);
        };
    }

    /** Whether to resend after a hold that ended without a status; the message fails otherwise. */
    boolean resendsAfterHold(InDoubtPolicy policy, int resendsBefore) {
        return switch (policy) {
            case RESEND -> resendsBefore < resends;
            case FAIL -> false;
        };
    }

    private static WaitingReason unavailable(ProviderError error) {
        return isOurs(error, "unreachable") || isOurs(error, "nosmsc")
                ? WaitingReason.NOT_CONNECTED
                : WaitingReason.PROVIDER_UNAVAILABLE;
    }

    private static boolean isOurs(ProviderError error, String name) {
        return error.code().equals("conversations::error::" + name);
    }

    /** Capped exponential back-off with full jitter, but never less than the provider asked for. */
    private Duration pause(int step, Duration atLeast, RandomGenerator random) {
        var jitter = pauses.pause(step - 1, random.nextDouble()).toMillis();
        var retryAfter = atLeast.toMillis();
        return Duration.ofMillis(retryAfter == 0 ? jitter : retryAfter + Math.min(jitter, retryAfter));
    }
}
