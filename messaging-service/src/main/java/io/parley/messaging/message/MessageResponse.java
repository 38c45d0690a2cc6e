package io.parley.messaging.message;

import io.parley.runtime.time.Timestamps;
import java.time.Instant;
import java.util.UUID;

/** The contract's MessageResponse: the message is durable and will be submitted to its provider. */
record MessageResponse(UUID messageId, Instant timestamp) {

    private static final String START = "{\"messageId\":\"";
    private static final int ID_LENGTH = 36;

    /** The response body, also stored for repeated requests. */
    String json() {
        return START + messageId + "\",\"timestamp\":\"" + Timestamps.text(timestamp) + "\"}";
    }

    /** The message's id in a body that {@link #json} wrote. */
    static String messageId(String json) {
        return json.substring(START.length(), START.length() + ID_LENGTH);
    }
}
