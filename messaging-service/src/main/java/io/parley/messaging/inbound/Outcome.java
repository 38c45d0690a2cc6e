package io.parley.messaging.inbound;

import java.util.Locale;

/** What became of one event of a provider. */
enum Outcome {
    ACCEPTED,
    DUPLICATE,
    PARKED;

    /** As metrics spell it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
