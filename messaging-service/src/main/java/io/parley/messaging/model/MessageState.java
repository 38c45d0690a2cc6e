package io.parley.messaging.model;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of a sent message: the contract's DeliveryState. A message's state is the join of all its events, so repeats
 * and reorderings change nothing (ADR 0006): {@code accepted < dispatched < delivered < seen}; a failure overrides only
 * states below {@code delivered}; {@code deleted} overrides all. Stored by name in the enum {@code message_state}, which
 * PostgreSQL compares in the same order.
 */
public enum MessageState {
    UNKNOWN("unknown"),
    ACCEPTED("accepted"),
    DISPATCHED("dispatched"),
    CHANNEL_FAILED("channelFailed"),
    FAILED("failed"),
    DELIVERED("delivered"),
    SEEN("seen"),
    DELETED("deleted");

    private final String value;

    MessageState(String value) {
        this.value = value;
    }

    /** The contract's spelling. */
    @JsonValue
    public String value() {
        return value;
    }

    /** The contract's name of the event for this state, for example {@code MessageStatus::delivered}. */
    public String event() {
        return "MessageStatus::" + value;
    }

    /** The state after both events, independent of their order; the ordinal is the order of the lattice. */
    public MessageState join(MessageState other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether only {@code seen} or {@code deleted} can follow. */
    public boolean isFinal() {
        return compareTo(FAILED) >= 0;
    }
}
