package io.parley.messaging.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract's MediaResponse.
 *
 * @param validity expiry; omitted if it never expires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MediaResponse(
        UUID mediaId,
        String contentType,
        @Nullable Instant validity,
        @Nullable String fileName,
        @Nullable Long fileSize) {

    static MediaResponse of(MediaRow file) {
        return new MediaResponse(file.id, file.contentType, file.expiresAt, file.fileName, file.size);
    }
}
