package io.parley.messaging.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The contract's MediaResponse.
 *
 * @param validity expiry; omitted if it never expires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MediaResponse(UUID mediaId, String contentType, Instant validity, String fileName, Long fileSize) {

    static List<MediaResponse> ofAll(List<StoredFile> files) {
        return files.stream().map(MediaResponse::of).toList();
    }

    static MediaResponse of(StoredFile file) {
        return new MediaResponse(file.id(), file.contentType(), file.expiresAt(), file.fileName(), file.size());
    }
}
