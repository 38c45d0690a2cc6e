package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.delivery.EnableEndpoint;
import io.parley.messaging.callback.store.FailingEndpoints;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The failing endpoints of an account, for operators. */
@ApplicationScoped
class CallbackEndpoints {
    private final Callbacks callbacks;
    private final FailingEndpoints endpoints;
    private final EnableEndpoint enableEndpoint;

    CallbackEndpoints(Callbacks callbacks, FailingEndpoints endpoints, EnableEndpoint enableEndpoint) {
        this.callbacks = callbacks;
        this.endpoints = endpoints;
        this.enableEndpoint = enableEndpoint;
    }

    Uni<List<CallbackEndpointResponse>> list(UUID accountId) {
        callbacks.requireAccount(accountId);
        return endpoints
                .ofAccount(accountId)
                .map(found -> found.stream().map(CallbackEndpointResponse::of).toList());
    }

    Uni<Void> enable(UUID accountId, UUID id) {
        callbacks.requireAccount(accountId);
        return enableEndpoint
                .enable(accountId, id)
                .map(enabled -> enabled.orElseThrow(Problems::notFound))
                .replaceWithVoid();
    }
}
