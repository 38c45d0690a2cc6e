package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.store.FailingEndpoint;
import io.parley.messaging.callback.store.FailingEndpoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Enables a disabled endpoint. This instance starts to replay its callbacks at once, the others learn of it within
 * {@code parley.callbacks.maintenance-interval}.
 */
@ApplicationScoped
public class EnableEndpoint {
    private final FailingEndpoints table;
    private final DisabledEndpoints disabled;
    private final CallbackMaintenance maintenance;

    EnableEndpoint(FailingEndpoints table, DisabledEndpoints disabled, CallbackMaintenance maintenance) {
        this.table = table;
        this.disabled = disabled;
        this.maintenance = maintenance;
    }

    /** Empty if the account has no such disabled endpoint. */
    public Uni<Optional<FailingEndpoint>> enable(UUID accountId, UUID id) {
        return table.enable(accountId, id)
                .call(enabled -> enabled.isEmpty() ? Uni.createFrom().voidItem() : release(enabled.get()));
    }

    /** If releasing fails, the next run of the maintenance does it. */
    private Uni<Void> release(FailingEndpoint endpoint) {
        CallbackLog.enabled(endpoint);
        disabled.enabled(endpoint.endpoint());
        return maintenance.release().onFailure().recoverWithNull();
    }
}
