package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that is about to be stored.
 *
 * @param subject stable name of the changed entity; null if its new value need not be stored
 * @param at time of the change by its source's clock
 * @param observed whether we found the change ourselves by comparing values, see {@link PreviousValues}
 */
record AccountChange(BusinessFacts facts, @Nullable String subject, Instant at, boolean observed) {

    UUID id() {
        return facts.eventId();
    }

    /** Key of the stored value; null if it need not be stored. */
    @Nullable
    PropertyKey key() {
        return subject == null ? null : new PropertyKey(subject, facts.change().property());
    }

    /** The new value. */
    Value value() {
        return new Value(facts.change().newValue(), at, observed);
    }

    /** A property of a subject. */
    record PropertyKey(String subject, String property) {}

    /**
     * Value of a property and the time since which it applies.
     *
     * @param observed whether it was published because we observed it, and the provider has not reported it yet
     */
    record Value(String text, Instant at, boolean observed) {

        /** The same value after the provider has reported it, too. */
        Value confirmed(Instant reportedAt) {
            return new Value(text, reportedAt.isAfter(at) ? reportedAt : at, false);
        }
    }
}
