package io.parley.messaging.media;

import java.util.UUID;

/** A reference from a message to a file. */
public record MediaUse(UUID messageId, UUID accountId, UUID mediaId) {}
