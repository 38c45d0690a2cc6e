package io.parley.messaging.directory;

import io.parley.model.directory.DirectoryEntry;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/**
 * What the tables of the directory have in common. The version grows with every change and starts from the clock, so that
 * a change made after a database was restored still beats what the topic remembers from before.
 */
@MappedSuperclass
abstract class DirectoryRow extends PanacheEntityBase {

    @Column(name = "version")
    long version;

    /** As the other services see it. */
    abstract DirectoryEntry entry();

    /** The account it belongs to; for an account itself. */
    abstract UUID owner();

    void changed(Instant now) {
        version = Math.max(version + 1, now.toEpochMilli());
    }
}
