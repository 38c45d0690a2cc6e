package io.parley.messaging.channel;

/**
 * A file in a person's message, as its network tells of it.
 *
 * @param reference Meta's id of the file, or the address under which Viber keeps it
 * @param contentType null if not told
 * @param fileName as the person's; null if not told
 * @param sha256 hex or Base64; null if not told
 */
public record MoFile(String reference, MediaKind kind, String contentType, String fileName, String sha256) {}
