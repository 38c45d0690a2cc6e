package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** A WhatsApp number for which the platform decrypts Flows, or did so. */
@Entity(name = "EndpointNumber")
@Table(name = "endpoint_number")
class EndpointNumberRow extends PanacheEntityBase {
    @Id
    @Column(name = "sender_id")
    UUID senderId;

    @Column(name = "account_id")
    UUID accountId;

    /** The contract's id of the WhatsApp account. */
    @Column(name = "whatsapp_account_id")
    UUID whatsAppAccountId;

    /** Meta's id of the number. */
    @Column(name = "phone_number_id")
    String phoneNumberId;

    /** Version of the entry on the topic. */
    long version;

    static EndpointNumberRow of(Sender sender) {
        var row = new EndpointNumberRow();
        row.senderId = sender.id();
        row.accountId = sender.accountId();
        row.whatsAppAccountId = accountOf(sender);
        row.phoneNumberId = sender.providerId();
        return row;
    }

    /** The contract's id of the WhatsApp account; a key is created for numbers that have one. */
    static UUID accountOf(Sender sender) {
        return Objects.requireNonNull(sender.whatsAppAccountId(), "the number has no WhatsApp account");
    }
}
