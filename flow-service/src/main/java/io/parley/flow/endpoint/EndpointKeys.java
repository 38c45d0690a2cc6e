package io.parley.flow.endpoint;

import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The stored key pairs. */
@ApplicationScoped
class EndpointKeys implements PanacheRepositoryBase<EndpointKeyRow, UUID> {

    /** The keys of a number, the newest first; within the current session. */
    Uni<List<EndpointKeyRow>> of(UUID senderId) {
        return list("senderId = ?1 order by createdAt desc", senderId);
    }

    /** As {@link #of}, in a session of its own. */
    Uni<List<EndpointKeyRow>> read(UUID senderId) {
        return Sessions.read(() -> of(senderId));
    }

    /** Numbers that have keys whose time has ended. */
    Uni<List<UUID>> expired(Instant now) {
        return Sessions.read(() -> list("validUntil <= ?1", now))
                .map(keys -> keys.stream().map(key -> key.senderId).distinct().toList());
    }

    Uni<List<EndpointKeyRow>> all() {
        return Sessions.read(() -> list("order by id"));
    }
}
