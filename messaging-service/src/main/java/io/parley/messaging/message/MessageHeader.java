package io.parley.messaging.message;

/** What requests of one message and of several have in common. */
interface MessageHeader {

    String to();

    String from();

    /** The caller's own reference; null if none. */
    default String context() {
        return null;
    }

    /** Where to call back about these messages instead of what is configured; null if nowhere else. */
    default String urlOverride() {
        return null;
    }

    /** The recipient without a leading {@code +}. */
    default String recipient() {
        return to().startsWith("+") ? to().substring(1) : to();
    }
}
