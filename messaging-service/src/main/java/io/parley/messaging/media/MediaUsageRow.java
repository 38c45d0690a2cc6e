package io.parley.messaging.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Total size of an account's uploads, updated with every change of them. */
@Entity(name = "MediaUsage")
@Table(name = "media_usage")
class MediaUsageRow {
    @Id
    @Column(name = "account_id")
    UUID accountId;

    long bytes;
}
