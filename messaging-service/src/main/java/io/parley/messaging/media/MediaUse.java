package io.parley.messaging.media;

import java.util.UUID;

/** That a message to be accepted names a file. */
public record MediaUse(UUID messageId, UUID accountId, UUID mediaId) {}
