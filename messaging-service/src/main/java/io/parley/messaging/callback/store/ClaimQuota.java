package io.parley.messaging.callback.store;

import java.time.Duration;

/**
 * How many parked callbacks of an endpoint may be claimed.
 *
 * @param max maximum number of callbacks
 * @param due only callbacks that have been due for this long
 */
public record ClaimQuota(long endpointKey, int max, Duration due) {

    public ClaimQuota limitedTo(int remaining) {
        return new ClaimQuota(endpointKey, Math.min(max, remaining), due);
    }
}
