package io.parley.flow.endpoint;

import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The stored signing secrets. */
@ApplicationScoped
class EndpointSecrets implements PanacheRepositoryBase<EndpointSecretRow, UUID> {

    /** Null if there is none; within {@link FlowKeyChanges#commit}. */
    Uni<EndpointSecretRow> lock(UUID accountId) {
        return findById(accountId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Accounts whose previous secret has expired. */
    Uni<List<UUID>> expired(Instant now) {
        return Sessions.read(() -> list("previousUntil <= ?1", now))
                .map(rows -> rows.stream().map(row -> row.accountId).toList());
    }

    Uni<List<EndpointSecretRow>> all() {
        return Sessions.read(() -> list("order by accountId"));
    }
}
