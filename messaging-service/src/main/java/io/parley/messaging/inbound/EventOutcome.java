package io.parley.messaging.inbound;

import java.util.Locale;

/** Outcome of one event of a provider or of one fact. */
enum EventOutcome {
    ACCEPTED,
    DUPLICATE,
    PARKED;

    /** @param fresh whether the event changed anything */
    static EventOutcome of(boolean fresh) {
        return fresh ? ACCEPTED : DUPLICATE;
    }

    /** Value of the metric tag. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
