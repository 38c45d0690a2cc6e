package io.parley.flow.endpoint;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Deletes the keys of a number, so that the platform no longer decrypts for it. Meta keeps its public key. */
@ApplicationScoped
class DeleteFlowKeys {
    private final FlowNumbers numbers;
    private final FlowKeyStore store;

    DeleteFlowKeys(FlowNumbers numbers, FlowKeyStore store) {
        this.numbers = numbers;
        this.store = store;
    }

    Uni<Void> run(UUID accountId, UUID senderId) {
        return store.delete(numbers.require(accountId, senderId))
                .invoke(() -> Log.infof("Flow keys deleted accountId=%s senderId=%s", accountId, senderId));
    }
}
