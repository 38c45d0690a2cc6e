package io.parley.messaging.callback.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Delivery state of a callback in the operator API. */
public enum CallbackState {
    /** Due, in flight, or waiting for the next attempt. */
    PENDING,
    /** No retry is left. */
    EXHAUSTED,
    /** Not attempted while its endpoint is disabled. */
    SUSPENDED,
    /** Delivered. */
    DELIVERED;

    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param job state of the job; null if there is none */
    static CallbackState of(@Nullable CallbackJobState job) {
        return switch (job) {
            case null -> DELIVERED;
            case EXHAUSTED -> EXHAUSTED;
            case SUSPENDED -> SUSPENDED;
            case DUE, CLAIMED, PARKED -> PENDING;
        };
    }
}
