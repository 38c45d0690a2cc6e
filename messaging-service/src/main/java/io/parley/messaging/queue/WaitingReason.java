package io.parley.messaging.queue;

/**
 * Why a message was not submitted yet: {@code waiting.reason} of the contract's MessageDeliveryEvents. Stored by name in
 * the enum {@code waiting_reason}.
 */
public enum WaitingReason {
    /** The provider asked the sender to slow down. */
    THROTTLED("throttled"),
    /** The provider throttles this sender for this recipient. */
    RECIPIENT_THROTTLED("recipientThrottled"),
    /** The provider is temporarily unavailable. */
    PROVIDER_UNAVAILABLE("providerUnavailable"),
    /** There is no connection to the provider, or no bind to the SMSC. */
    NOT_CONNECTED("notConnected"),
    /** The upload of its file to the provider is not complete. */
    MEDIA("media"),
    /** It is unknown whether the provider accepted it; a status may settle that. */
    IN_DOUBT("inDoubt"),
    /** Calls for its sender failed in a row, so the circuit breaker is open. */
    CIRCUIT_BREAKER_OPEN("circuitBreakerOpen"),
    /** An earlier message of the same sender and recipient comes first. */
    PREVIOUS_MESSAGE("previousMessage"),
    /** The call to the provider is in flight. */
    PROVIDER_RESPONSE("providerResponse"),
    /** It is due and waits for a free slot. */
    QUEUE("queue");

    private final String value;

    WaitingReason(String value) {
        this.value = value;
    }

    /** The contract's spelling. */
    public String value() {
        return value;
    }
}
