package io.parley.messaging.media;

import java.time.Instant;
import java.util.UUID;

/**
 * A file as the table knows it.
 *
 * @param inbound whether a person sent it; else a customer uploaded it
 * @param fileName null if it has none
 * @param size bytes; null while they are on their way
 * @param failure why they will never come; null if nothing is known against it
 * @param expiresAt null if it is kept until it is deleted
 * @param oneTime whether only one message may use it
 * @param usedBy the message that uses a one-time file; null while none does
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

    boolean isThere() {
        return size != null;
    }

    boolean isOnItsWay() {
        return size == null && failure == null;
    }
}
