package io.parley.messaging.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * The contract's MediaResponse.
 *
 * @param validity expiry; omitted if it never expires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MediaResponse(UUID mediaId, String contentType, Instant validity, String fileName, Long fileSize) {

    static MediaResponse of(MediaRow file) {
        return new MediaResponse(file.id, file.contentType, file.expiresAt, file.fileName, file.size);
    }
}
