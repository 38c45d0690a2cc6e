package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.store.FailingEndpoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that fails, in the operator API.
 *
 * @param url without its query, which may contain secrets
 * @param failingSince time of the first failure since the last success
 * @param disabledAt null if its callbacks are attempted
 */
record CallbackEndpointResponse(
        UUID id,
        String url,
        Instant failingSince,
        Instant lastFailureAt,
        @Nullable Instant disabledAt) {

    static CallbackEndpointResponse of(FailingEndpoint endpoint) {
        return new CallbackEndpointResponse(
                endpoint.id(), endpoint.url(), endpoint.failingSince(), endpoint.lastFailure(), endpoint.disabledAt());
    }
}
