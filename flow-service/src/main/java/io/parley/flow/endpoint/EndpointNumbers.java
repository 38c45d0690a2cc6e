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

    Uni<List<EndpointNumberRow>> all() {
        return Sessions.read(() -> list("order by senderId"));
    }
}
