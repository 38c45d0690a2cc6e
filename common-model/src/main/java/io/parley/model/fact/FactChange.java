package io.parley.model.fact;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One changed member of a template or flow, as in notifications to customers.
 *
 * @param id created once, with the change, and the same in all repetitions: the {@code eventId} of the notification
 * @param property the contract's name: {@code status}, {@code category}, {@code qualityRating}, …
 * @param oldValue null if unknown
 * @param newValue the contract's value if it has one, else the network's ({@code PAUSED})
 * @param reason the network's value ({@code INVALID_FORMAT}); null if there is none
 * @param at when it changed; no notification is sent for a change that is older than a week
 */
public record FactChange(
        UUID id,
        String property,
        @Nullable String oldValue,
        String newValue,
        @Nullable String reason,
        Instant at) {

    public FactChange {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(newValue, "newValue");
        Objects.requireNonNull(at, "at");
    }
}
