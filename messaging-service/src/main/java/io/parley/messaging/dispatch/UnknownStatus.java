package io.parley.messaging.dispatch;

import io.parley.messaging.model.MessageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A status of an unknown message.
 *
 * @param reference returned by the provider; null if none
 * @param excerpt of the text that the provider repeats; null if none
 * @param afterTheCall whether it arrived after the start of the call in doubt, by the database's clock
 */
record UnknownStatus(
        String provider,
        String providerId,
        MessageState state,
        Instant at,
        @Nullable Integer reference,
        @Nullable String excerpt,
        boolean afterTheCall) {

    /** State {@code UNKNOWN} does not prove that the provider accepted the message. */
    boolean provesAcceptance() {
        return state.compareTo(MessageState.DISPATCHED) >= 0;
    }
}
