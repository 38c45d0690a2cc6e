package io.parley.messaging.configuration;

import com.fasterxml.jackson.annotation.JsonValue;
import io.parley.messaging.model.MessageState;

/** Status events that a filter can contain; the contract's StatusEventType. */
enum StatusEventType {
    ACCEPTED(MessageState.ACCEPTED),
    DISPATCHED(MessageState.DISPATCHED),
    DELIVERED(MessageState.DELIVERED),
    SEEN(MessageState.SEEN),
    CHANNEL_FAILED(MessageState.CHANNEL_FAILED),
    FAILED(MessageState.FAILED),
    DELETED(MessageState.DELETED),
    UNKNOWN(MessageState.UNKNOWN);

    private final MessageState state;

    StatusEventType(MessageState state) {
        this.state = state;
    }

    @JsonValue
    String value() {
        return state.event();
    }
}
