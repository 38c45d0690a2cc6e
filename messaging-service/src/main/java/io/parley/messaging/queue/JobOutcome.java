package io.parley.messaging.queue;

import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of an attempt as the table of jobs stores it.
 *
 * @param fence of the claim; all results but {@code SUBMITTED} are ignored if the job was claimed again since
 * @param attempts 1 if the attempt counts, otherwise 0
 * @param throttles 1 if the provider asked to slow down, otherwise 0
 * @param reason why the message waits; null if unchanged
 * @param error the provider's error; null if unchanged
 */
public record JobOutcome(
        UUID messageId,
        long fence,
        Result result,
        Duration after,
        int attempts,
        int throttles,
        @Nullable WaitingReason reason,
        @Nullable ProviderError error) {

    /** What happens to the job. */
    public enum Result {
        /** It ends, or holds its lane. */
        SUBMITTED,
        /** It ends. */
        FAILED,
        /** It is due again. */
        RETRY,
        /** It is in doubt. */
        AWAIT_STATUS
    }

    public static JobOutcome submitted(DispatchJob job) {
        return of(job, Result.SUBMITTED, null);
    }

    public static JobOutcome failed(DispatchJob job) {
        return of(job, Result.FAILED, null);
    }

    public static JobOutcome inDoubt(DispatchJob job, ProviderError error) {
        return of(job, Result.AWAIT_STATUS, error);
    }

    /**
     * @param counts whether this counts as an attempt
     * @param throttled whether the provider asked to slow down
     * @param reason null if unchanged
     * @param error null if unchanged
     */
    public static JobOutcome retry(
            DispatchJob job,
            Duration after,
            boolean counts,
            boolean throttled,
            @Nullable WaitingReason reason,
            @Nullable ProviderError error) {
        return new JobOutcome(
                job.message().id(), job.fence(), Result.RETRY, after, counts ? 1 : 0, throttled ? 1 : 0, reason, error);
    }

    private static JobOutcome of(DispatchJob job, Result result, @Nullable ProviderError error) {
        var reason = result == Result.AWAIT_STATUS ? WaitingReason.IN_DOUBT : null;
        return new JobOutcome(job.message().id(), job.fence(), result, Duration.ZERO, 1, 0, reason, error);
    }

    @Nullable
    String errorCode() {
        return error == null ? null : storable(error.code());
    }

    @Nullable
    String errorText() {
        return error == null ? null : storable(error.message());
    }

    /** Without NUL characters, which PostgreSQL rejects and a provider's text may contain. */
    private static String storable(String text) {
        return text.replace('\0', ' ');
    }
}
