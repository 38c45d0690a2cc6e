package io.parley.messaging.media;

import io.parley.messaging.model.MediaKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A download claimed by this instance.
 *
 * @param sha256 hash reported by the provider; null if none
 * @param attempt finished attempts before this one
 * @param fence a result is recorded only if the row still has this value
 */
record DownloadJob(
        UUID mediaId,
        UUID senderId,
        String reference,
        MediaKind kind,
        String contentType,
        byte @Nullable [] sha256,
        int attempt,
        long fence) {}
