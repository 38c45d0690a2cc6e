package io.parley.messaging.callback.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a new callback waits.
 *
 * @param endpointKey key of the endpoint for which it is parked or suspended; null if it is due
 */
public record Placement(CallbackJobState state, @Nullable Long endpointKey) {

    /** To be attempted at once. */
    public static final Placement DUE = new Placement(CallbackJobState.DUE, null);

    /** Waits for the endpoint's capacity. */
    public static Placement parked(long endpointKey) {
        return new Placement(CallbackJobState.PARKED, endpointKey);
    }

    /** Waits until the endpoint is enabled. */
    public static Placement suspended(long endpointKey) {
        return new Placement(CallbackJobState.SUSPENDED, endpointKey);
    }
}
