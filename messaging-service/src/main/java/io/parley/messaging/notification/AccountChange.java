package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import java.time.Instant;
import java.util.UUID;

/**
 * A change that is about to be stored.
 *
 * @param subject stable name of the changed entity; null if its new value need not be stored
 * @param at time of the change by its source's clock
 */
record AccountChange(BusinessFacts facts, String subject, Instant at) {

    UUID id() {
        return facts.eventId();
    }

    /** Key of the stored value. */
    PropertyKey key() {
        return new PropertyKey(subject, facts.change().property());
    }

    /** The new value. */
    Value value() {
        return new Value(facts.change().newValue(), at);
    }

    /** A property of a subject. */
    record PropertyKey(String subject, String property) {}

    /** Value of a property and the time since which it applies. */
    record Value(String text, Instant at) {}
}
