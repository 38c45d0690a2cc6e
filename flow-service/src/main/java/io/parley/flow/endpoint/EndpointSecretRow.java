package io.parley.flow.endpoint;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets that sign requests to the endpoints of an account's teams, encrypted. */
@Entity(name = "EndpointSecret")
@Table(name = "endpoint_secret")
class EndpointSecretRow extends PanacheEntityBase {
    @Id
    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "current_secret")
    String current;

    /** Null if there is none. */
    @Column(name = "previous_secret")
    @Nullable
    String previous;

    /** End of the time in which the previous secret signs as well; null if there is none. */
    @Column(name = "previous_until")
    @Nullable
    Instant previousUntil;

    /** Version of the entry on the topic. */
    long version;
}
