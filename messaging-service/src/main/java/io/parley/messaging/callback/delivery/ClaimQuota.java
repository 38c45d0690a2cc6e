package io.parley.messaging.callback.delivery;

import java.time.Duration;

/**
 * What an endpoint would take of the calls that wait for it in the table.
 *
 * @param room most calls
 * @param due only those that have been due for this long
 */
record ClaimQuota(long lane, int room, Duration due) {

    ClaimQuota atMost(int left) {
        return new ClaimQuota(lane, Math.min(room, left), due);
    }
}
