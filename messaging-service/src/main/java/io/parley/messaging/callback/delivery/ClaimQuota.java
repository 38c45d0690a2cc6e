package io.parley.messaging.callback.delivery;

import java.time.Duration;

/**
 * What an endpoint would take of the calls that wait for it in the table.
 *
 * @param max most calls
 * @param due only those that have been due for this long
 */
record ClaimQuota(long endpointKey, int max, Duration due) {

    ClaimQuota limitedTo(int left) {
        return new ClaimQuota(endpointKey, Math.min(max, left), due);
    }
}
