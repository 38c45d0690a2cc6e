package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Type of a callback. Determines the URL and the retry schedule. */
public enum CallbackKind {
    STATUS,
    INBOUND,
    BUSINESS;

    /** Name in the operator API. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
