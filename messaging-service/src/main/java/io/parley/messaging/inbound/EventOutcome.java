package io.parley.messaging.inbound;

import java.util.Locale;

/** What became of one event of a provider, or of one fact. */
enum EventOutcome {
    ACCEPTED,
    DUPLICATE,
    PARKED;

    /** @param fresh whether anything about it was new */
    static EventOutcome of(boolean fresh) {
        return fresh ? ACCEPTED : DUPLICATE;
    }

    /** As metrics spell it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
