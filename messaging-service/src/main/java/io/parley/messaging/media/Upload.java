package io.parley.messaging.media;

import java.time.Duration;
import java.util.UUID;

/**
 * An upload whose bytes are in the store.
 *
 * @param fileName null if it has none
 * @param validity null if it is kept until it is deleted
 * @param oneTime whether only one message may use it
 */
record Upload(
        UUID id,
        UUID accountId,
        String contentType,
        String fileName,
        SpooledFile bytes,
        Duration validity,
        boolean oneTime) {}
