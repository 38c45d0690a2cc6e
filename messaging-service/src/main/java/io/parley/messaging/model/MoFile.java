package io.parley.messaging.model;

import org.jspecify.annotations.Nullable;

/**
 * A file of an inbound message, as the network reports it.
 *
 * @param reference Meta's id of the file, or Viber's URL of it
 * @param contentType null if not reported
 * @param fileName as the person named it; null if not reported
 * @param sha256 hex or Base64; null if not reported
 */
public record MoFile(
        String reference,
        MediaKind kind,
        @Nullable String contentType,
        @Nullable String fileName,
        @Nullable String sha256) {}
