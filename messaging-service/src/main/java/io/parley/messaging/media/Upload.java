package io.parley.messaging.media;

import java.time.Duration;
import java.util.UUID;

/**
 * An upload in the store.
 *
 * @param fileName null if none
 * @param validity null if it does not expire
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
