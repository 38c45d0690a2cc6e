package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiter;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.store.Placement;
import jakarta.inject.Singleton;

/**
 * Decides where a new callback waits. A callback for an endpoint that does not accept any now is not claimed in vain;
 * while there is no such endpoint, this costs nothing.
 */
@Singleton
class Placements {
    private final EndpointLimiters limiters;
    private final DisabledEndpoints disabled;

    Placements(EndpointLimiters limiters, DisabledEndpoints disabled) {
        this.limiters = limiters;
        this.disabled = disabled;
    }

    Placement of(CallbackRow row) {
        return limiters.hasParked() || disabled.isAny()
                ? limiters.destination(row)
                        .map(destination -> of(row, EndpointLimiter.endpointKey(destination.endpoint())))
                        .orElse(Placement.DUE)
                : Placement.DUE;
    }

    private Placement of(CallbackRow row, long endpointKey) {
        if (disabled.contains(new EndpointId(row.accountId(), endpointKey))) {
            return Placement.suspended(endpointKey);
        }
        return limiters.isToBeParked(endpointKey) ? Placement.parked(endpointKey) : Placement.DUE;
    }
}
