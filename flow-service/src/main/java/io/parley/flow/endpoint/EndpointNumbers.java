package io.parley.flow.endpoint;

import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** The stored numbers. Methods that lock are called within {@link FlowKeyChanges#commit}. */
@ApplicationScoped
class EndpointNumbers implements PanacheRepositoryBase<EndpointNumberRow, UUID> {

    /** Null if there is none. */
    Uni<EndpointNumberRow> lock(UUID senderId) {
        return findById(senderId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether a number of the WhatsApp account has a key that Meta has. */
    Uni<Boolean> haveKey(UUID whatsAppAccountId) {
        return Sessions.read(() -> count(
                        "whatsAppAccountId = ?1 and senderId in (select k.senderId from EndpointKey k where k.state ="
                                + " ?2)",
                        whatsAppAccountId,
                        KeyState.CURRENT))
                .map(count -> count > 0);
    }

    /** Numbers with keys. */
    Uni<List<EndpointNumberRow>> withKeys() {
        return Sessions.read(() -> list("senderId in (select k.senderId from EndpointKey k) order by senderId"));
    }
}
