package io.parley.messaging.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as customers see it. Uploads and downloads write their rows in batches, by SQL. */
@Entity(name = "Media")
@Table(name = "media")
class MediaRow {
    @Id
    UUID id;

    @Column(name = "account_id")
    UUID accountId;

    /** Whether it belongs to an inbound message; otherwise a customer uploaded it. */
    boolean inbound;

    @Column(name = "content_type")
    String contentType;

    /** Null if unknown. */
    @Column(name = "file_name")
    @Nullable
    String fileName;

    /** In bytes; null until the file is downloaded. */
    @Nullable
    Long size;

    /** Why the download failed for good; null otherwise. */
    @Nullable
    String failure;

    /** Null if it does not expire. */
    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    /** The message that claimed a one-time file; null if none. */
    @Column(name = "used_by")
    @Nullable
    UUID usedBy;

    boolean isAvailable() {
        return size != null;
    }

    boolean isPending() {
        return size == null && failure == null;
    }
}
