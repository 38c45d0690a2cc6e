package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import java.time.Duration;
import java.util.UUID;

/**
 * A callback claimed by this instance.
 *
 * @param attempt finished attempts before this one
 * @param fence a result is recorded only if the row still has this value
 * @param age time from the fact, or its replay, to the claim, by the database clock
 * @param due how long it had been due at the claim, by the database clock
 * @param claimedNanos {@link System#nanoTime()} of the claim
 */
record CallbackJob(CallbackRow row, int attempt, long fence, Duration age, Duration due, long claimedNanos) {

    UUID id() {
        return row.id();
    }

    Duration held() {
        return Duration.ofNanos(System.nanoTime() - claimedNanos);
    }
}
