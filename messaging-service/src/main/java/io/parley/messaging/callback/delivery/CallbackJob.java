package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import java.time.Duration;
import java.util.UUID;

/**
 * A call this instance has claimed.
 *
 * @param attempt tries that ended before this one
 * @param fence a result counts only while the row still carries this
 * @param age from the fact, or from its replay, to the claim, by the clock of the database
 * @param due how long it had been due at the claim, by the same clock
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
