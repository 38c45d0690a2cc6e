package io.parley.messaging.message;

import io.parley.runtime.time.Timestamps;
import java.time.Instant;
import java.util.UUID;

/** The contract's MessageResponse: the message is durable and will be submitted to its provider. */
record MessageResponse(UUID messageId, Instant timestamp) {

    /** The response body, also stored for repeated requests. */
    String json() {
        return "{\"messageId\":\"" + messageId + "\",\"timestamp\":\"" + Timestamps.text(timestamp) + "\"}";
    }
}
