package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
import java.util.UUID;

/**
 * A file this instance has claimed to fetch.
 *
 * @param sha256 what the network says of the bytes; null if nothing
 * @param attempt tries that ended before this one
 * @param fence a result counts only while the row still carries this
 */
record DownloadJob(
        UUID mediaId,
        UUID senderId,
        String reference,
        MediaKind kind,
        String contentType,
        byte[] sha256,
        int attempt,
        long fence) {}
