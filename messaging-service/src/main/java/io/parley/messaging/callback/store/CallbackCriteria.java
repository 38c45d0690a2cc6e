package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Criteria that select callbacks of an account; null members do not restrict.
 *
 * @param messageIds our ids of the message
 * @param from time of the event, inclusive
 * @param to time of the event, exclusive
 * @param after id of a callback: selects only later ones
 */
public record CallbackCriteria(
        UUID accountId,
        @Nullable List<UUID> messageIds,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String channel,
        @Nullable CallbackKind kind,
        @Nullable CallbackState state,
        @Nullable UUID after) {

    boolean includesDelivered() {
        return state == null || state == CallbackState.DELIVERED;
    }
}
