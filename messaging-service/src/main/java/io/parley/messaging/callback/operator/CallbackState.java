package io.parley.messaging.callback.operator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a call has come, as operators see it. */
enum CallbackState {
    /** Due, under way, or waiting for its next try. */
    PENDING,
    /** Its tries are used up. */
    EXHAUSTED,
    /** The customer took it. */
    TAKEN;

    private static final short CODE_OF_EXHAUSTED = 2;

    @JsonValue
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param code state of the row in callback_job; null if there is none */
    static CallbackState ofCode(Short code) {
        if (code == null) {
            return TAKEN;
        }
        return code == CODE_OF_EXHAUSTED ? EXHAUSTED : PENDING;
    }
}
