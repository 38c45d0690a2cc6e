package io.parley.model.fact;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One member of a template or flow that changed, as customers are told of it.
 *
 * @param id made once, with the change, and the same however often it is told: the {@code eventId} of the notification
 * @param property in the contract's words: {@code status}, {@code category}, {@code qualityRating}, …
 * @param oldValue null where nobody knows it
 * @param newValue a word of the contract where it has one, else the network's ({@code PAUSED})
 * @param reason in the network's words ({@code INVALID_FORMAT}); null if there is none
 * @param at when it changed; nobody is told of a change that is older than a week
 */
public record FactChange(UUID id, String property, String oldValue, String newValue, String reason, Instant at) {

    public FactChange {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(newValue, "newValue");
        Objects.requireNonNull(at, "at");
    }
}
