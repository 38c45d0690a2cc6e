package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import java.time.Instant;
import java.util.UUID;

/**
 * A change on its way into the database.
 *
 * @param subject what changed, by a name that stays; null if nobody needs to remember what it changed to
 * @param at when, by the clock of whoever told it
 */
record AccountChange(BusinessFacts facts, String subject, Instant at) {

    UUID id() {
        return facts.eventId();
    }

    /** Where its value is remembered. */
    Place place() {
        return new Place(subject, facts.change().property());
    }

    /** What it says. */
    Value value() {
        return new Value(facts.change().newValue(), at);
    }

    /** One property of one subject. */
    record Place(String subject, String property) {}

    /** What a property is, since when. */
    record Value(String text, Instant at) {}
}
