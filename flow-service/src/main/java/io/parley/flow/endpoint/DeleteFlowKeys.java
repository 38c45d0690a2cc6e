package io.parley.flow.endpoint;

import io.parley.runtime.background.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Deletes the keys of a number, so that the platform no longer decrypts for it. Meta keeps its public key. With the last
 * key of a WhatsApp account, Meta gets the teams' addresses of its Flows again.
 */
@ApplicationScoped
class DeleteFlowKeys {
    private final FlowNumbers numbers;
    private final FlowKeyStore store;
    private final MoveEndpoints move;

    DeleteFlowKeys(FlowNumbers numbers, FlowKeyStore store, MoveEndpoints move) {
        this.numbers = numbers;
        this.store = store;
        this.move = move;
    }

    Uni<Void> run(UUID accountId, UUID senderId) {
        var sender = numbers.require(accountId, senderId);
        return Detached.of(() -> store.delete(sender)
                .invoke(() -> Log.infof("Flow keys deleted accountId=%s senderId=%s", accountId, senderId))
                .chain(() -> sender.whatsAppAccountId() == null
                        ? Uni.createFrom().voidItem()
                        : move.run(sender).replaceWithVoid()));
    }
}
