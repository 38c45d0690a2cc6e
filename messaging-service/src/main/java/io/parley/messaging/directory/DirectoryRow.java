package io.parley.messaging.directory;

import io.parley.model.directory.DirectoryEntry;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/**
 * Base class of the directory's tables. The version increases with every change and is at least the clock's time, so
 * that a change after a database restore has a higher version than older entries in the topic.
 */
@MappedSuperclass
abstract class DirectoryRow extends PanacheEntityBase {

    @Column(name = "version")
    long version;

    /** The entry published to other services. */
    abstract DirectoryEntry entry();

    /** The account that owns the row; for an account, its own id. */
    abstract UUID owner();

    void changed(Instant now) {
        version = Math.max(version + 1, now.toEpochMilli());
    }
}
