package io.parley.messaging.configuration;

import com.fasterxml.jackson.annotation.JsonValue;

/** Event versions that a customer can select; the contract's CallbackVersion. */
enum CallbackVersion {
    V2_11("2.11"),
    V2_12("2.12"),
    V2_13("2.13");

    private final String value;

    CallbackVersion(String value) {
        this.value = value;
    }

    @JsonValue
    String value() {
        return value;
    }
}
