package io.parley.messaging.directory;

import io.parley.model.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A WhatsApp Business Account as stored. */
@Entity(name = "WhatsAppAccount")
@Table(name = "whatsapp_account")
class WhatsAppAccountRow extends DirectoryRow {
    @Id
    UUID id;

    @Column(name = "account_id", updatable = false)
    UUID accountId;

    @Column(name = "waba_id")
    String wabaId;

    String name;
    boolean active;

    @Override
    DirectoryEntry.WhatsAppAccount entry() {
        return new DirectoryEntry.WhatsAppAccount(id, accountId, wabaId, name, active, version);
    }

    @Override
    UUID owner() {
        return accountId;
    }
}
