package io.parley.messaging.media;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        @Nullable String fileName,
        SpooledFile bytes,
        @Nullable Duration validity,
        boolean oneTime) {}
