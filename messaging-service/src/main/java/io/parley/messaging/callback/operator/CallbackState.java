package io.parley.messaging.callback.operator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Delivery state of a callback in the operator API. */
enum CallbackState {
    /** Due, in flight, or waiting for the next attempt. */
    PENDING,
    /** No retry is left. */
    EXHAUSTED,
    /** Delivered. */
    TAKEN;

    private static final short CODE_OF_EXHAUSTED = 2;

    @JsonValue
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param code state of the row in callback_job; null if there is no row */
    static CallbackState ofCode(Short code) {
        if (code == null) {
            return TAKEN;
        }
        return code == CODE_OF_EXHAUSTED ? EXHAUSTED : PENDING;
    }
}
