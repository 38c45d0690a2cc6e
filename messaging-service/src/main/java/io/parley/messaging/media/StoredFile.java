package io.parley.messaging.media;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table media.
 *
 * @param inbound whether it belongs to an inbound message; otherwise a customer uploaded it
 * @param fileName null if unknown
 * @param size bytes; null until the file is downloaded
 * @param failure why the download failed for good; null otherwise
 * @param expiresAt null if it does not expire
 * @param oneTime whether only one message may use it
 * @param usedBy the message that claimed a one-time file; null if none
 */
record StoredFile(
        UUID id,
        UUID accountId,
        boolean inbound,
        String contentType,
        String fileName,
        Long size,
        String failure,
        Instant expiresAt,
        boolean oneTime,
        UUID usedBy) {

    boolean isAvailable() {
        return size != null;
    }

    boolean isPending() {
        return size == null && failure == null;
    }
}
