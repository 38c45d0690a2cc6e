package io.parley.messaging.search;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a message was sent to a person or received from one. */
public enum MessageDirection {
    OUTBOUND("outbound"),
    INBOUND("inbound");

    private final String value;

    MessageDirection(String value) {
        this.value = value;
    }

    /** The contract's spelling. */
    @JsonValue
    public String value() {
        return value;
    }
}
