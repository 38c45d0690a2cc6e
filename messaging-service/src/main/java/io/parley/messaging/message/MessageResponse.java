package io.parley.messaging.message;

import io.parley.runtime.time.Timestamps;
import java.time.Instant;
import java.util.UUID;

/** The contract's MessageResponse: the message is on disk and will be handed to its network. */
record MessageResponse(UUID messageId, Instant timestamp) {

    /** As it goes out, and as it is kept for a repetition of the request. */
    String json() {
        return "{\"messageId\":\"" + messageId + "\",\"timestamp\":\"" + Timestamps.text(timestamp) + "\"}";
    }
}
