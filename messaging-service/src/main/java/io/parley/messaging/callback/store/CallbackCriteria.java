package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
        List<UUID> messageIds,
        Instant from,
        Instant to,
        String channel,
        CallbackKind kind,
        CallbackState state,
        UUID after) {

    boolean includesDelivered() {
        return state == null || state == CallbackState.DELIVERED;
    }
}
