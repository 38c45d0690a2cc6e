package io.parley.messaging.media;

import io.parley.messaging.model.MediaKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of an inbound message that is not downloaded yet. Created by {@link InboundMedia}.
 *
 * @param id our media id
 * @param reference the provider's reference: its id of the file, or a URL
 * @param fileName null if unknown
 * @param sha256 hash reported by the provider; null if none
 */
public record ExpectedFile(
        UUID id,
        UUID accountId,
        UUID senderId,
        String reference,
        MediaKind kind,
        String contentType,
        @Nullable String fileName,
        byte @Nullable [] sha256) {}
