package io.parley.messaging.dispatch;

import io.parley.messaging.queue.DispatchJob;
import org.jspecify.annotations.Nullable;

/**
 * A job and its next step.
 *
 * @param attempt the attempt that led to it; null if the provider was not called
 */
record DispatchResult(
        DispatchJob job, NextStep next, @Nullable SubmitAttempt attempt) {

    /** Without a call of the provider. */
    DispatchResult(DispatchJob job, NextStep next) {
        this(job, next, null);
    }
}
