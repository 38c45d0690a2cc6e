package io.parley.flow.endpoint;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

/** The stored numbers. Methods that lock are called within {@link FlowKeyChanges#commit}. */
@ApplicationScoped
class EndpointNumbers implements PanacheRepositoryBase<EndpointNumberRow, UUID> {

    /** Null if there is none. */
    Uni<EndpointNumberRow> lock(UUID senderId) {
        return findById(senderId, LockModeType.PESSIMISTIC_WRITE);
    }
}
