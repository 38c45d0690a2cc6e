package io.parley.messaging.directory;

import io.parley.model.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An account as stored. */
@Entity(name = "Account")
@Table(name = "account")
class AccountRow extends DirectoryRow {
    @Id
    UUID id;

    String name;
    boolean active;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Override
    DirectoryEntry.Account entry() {
        return new DirectoryEntry.Account(id, name, active, version);
    }

    @Override
    UUID owner() {
        return id;
    }
}
