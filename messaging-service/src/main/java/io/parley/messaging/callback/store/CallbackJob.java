package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackRow;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback claimed by this instance.
 *
 * @param attempts finished attempts
 * @param endpointKey key of the endpoint for which it was parked; null if it was not parked
 * @param fence a result is recorded only if the row still has this value
 * @param age time from the fact, or its replay, to the claim, by the database clock
 * @param due how long it had been due at the claim, by the database clock
 * @param claimedNanos {@link System#nanoTime()} of the claim
 */
public record CallbackJob(
        CallbackRow row,
        int attempts,
        @Nullable Long endpointKey,
        long fence,
        Duration age,
        Duration due,
        long claimedNanos) {

    public UUID id() {
        return row.id();
    }

    public Duration held() {
        return Duration.ofNanos(System.nanoTime() - claimedNanos);
    }
}
