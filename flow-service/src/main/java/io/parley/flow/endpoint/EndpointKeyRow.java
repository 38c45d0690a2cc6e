package io.parley.flow.endpoint;

import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key pair of a number. */
@Entity(name = "EndpointKey")
@Table(name = "endpoint_key")
class EndpointKeyRow extends PanacheEntityBase {
    @Id
    UUID id;

    @Column(name = "sender_id", updatable = false)
    UUID senderId;

    /** PEM. */
    @Column(name = "public_key", updatable = false)
    String publicKey;

    /** PKCS #8, encrypted. */
    @Column(name = "private_key")
    String privateKey;

    @Enumerated(EnumType.STRING)
    KeyState state;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /** Null while the key has not been replaced. */
    @Column(name = "valid_until")
    @Nullable
    Instant validUntil;

    PrivateKey entry() {
        return new PrivateKey(id, privateKey, validUntil);
    }

    /** What the encrypted private key is bound to. */
    String context(EndpointNumberRow number) {
        return PrivateKey.context(id, number.phoneNumberId);
    }
}
