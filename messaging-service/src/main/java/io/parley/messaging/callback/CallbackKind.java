package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a call tells of; decides the URL it goes to and its retry schedule. */
public enum CallbackKind {
    STATUS,
    INBOUND,
    BUSINESS;

    /** As operators spell it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
