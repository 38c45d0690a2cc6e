package io.parley.messaging.callback.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Result of a claimed callback. Recording it releases the claim. */
public sealed interface CallbackResult {

    CallbackJob job();

    /** Key of the endpoint for which the callback is parked or suspended; null if it is neither. */
    default @Nullable Long endpointKey() {
        return null;
    }

    default boolean isParked() {
        return false;
    }

    /** The result of an attempt. */
    sealed interface Attempted extends CallbackResult {

        Attempt attempt();
    }

    /** Delivered: the endpoint answered 2xx. */
    record Delivered(CallbackJob job, Attempt attempt) implements Attempted {}

    /**
     * The attempt failed; the callback is retried after the pause.
     *
     * @param endpointKey of the endpoint for which it is parked; null if it is not
     */
    record Retry(
            CallbackJob job,
            Duration pause,
            Attempt attempt,
            @Nullable Long endpointKey) implements Attempted {

        @Override
        public boolean isParked() {
            return endpointKey != null;
        }

        public Retry parkedFor(long endpointKey) {
            return new Retry(job, pause, attempt, endpointKey);
        }
    }

    /** The attempt failed and no retry is left, or no URL is configured any more. Kept for operators. */
    record Exhausted(CallbackJob job, Attempt attempt) implements Attempted {}

    /** Not attempted. Due at once, to be claimed again with a new lease. */
    record Released(CallbackJob job) implements CallbackResult {}

    /** Not attempted, as its endpoint has no capacity. Parked with its due time unchanged. */
    record Parked(CallbackJob job, Long endpointKey) implements CallbackResult {

        @Override
        public boolean isParked() {
            return true;
        }
    }

    /** Not attempted, as its endpoint is disabled. */
    record Suspended(CallbackJob job, Long endpointKey) implements CallbackResult {}
}
