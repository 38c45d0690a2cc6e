package io.parley.flow.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** State of a key pair. The gateway decrypts with the keys of all states. */
enum KeyState {
    /** Created, and Meta has not confirmed it yet. */
    PENDING,
    /** Meta has it. */
    CURRENT,
    /** Meta has another one; phones may still use it for a while. */
    FORMER;

    /** Name in the operator API. */
    @JsonValue
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
