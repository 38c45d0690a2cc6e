package io.parley.messaging.message;

import org.jspecify.annotations.Nullable;

/** The members that requests of one message and of a bulk share. */
interface MessageHeader {

    String to();

    String from();

    /** The caller's own reference; null if none. */
    default @Nullable String context() {
        return null;
    }

    /** Callback URL for these messages that overrides the configured one; null if none. */
    default @Nullable String urlOverride() {
        return null;
    }

    /** The recipient without a leading {@code +}. */
    default String recipient() {
        return to().startsWith("+") ? to().substring(1) : to();
    }
}
