package io.parley.messaging.media;

import java.net.URI;
import java.util.UUID;

/** The contract's MediaUploadResponse. */
record MediaUploadResponse(UUID mediaId, URI url, long quota, long usage) {}
