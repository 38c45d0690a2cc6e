package io.parley.messaging.dispatch;

import io.parley.messaging.channel.MessageState;
import java.time.Instant;

/**
 * A status that names no message of ours.
 *
 * @param reference that the provider returned; null if it returned none
 * @param excerpt of the text that the provider repeated; null if it repeated none
 * @param afterTheCall whether it came after the doubtful call had begun, by the database's clock
 */
record UnknownStatus(
        String provider,
        String providerId,
        MessageState state,
        Instant at,
        Integer reference,
        String excerpt,
        boolean afterTheCall) {

    /** That nothing is known of a message does not prove that the provider took it. */
    boolean provesAcceptance() {
        return state.compareTo(MessageState.DISPATCHED) >= 0;
    }
}
