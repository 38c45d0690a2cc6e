package io.parley.messaging.queue;

import io.parley.runtime.sql.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one sender that are in the same state for the same reason.
 *
 * @param reason null while they only wait for their turn, or are not waiting
 * @param oldestDue when the oldest of them was due; null if none is due
 */
public record QueueGroup(
        String channel,
        UUID senderId,
        DispatchJobState state,
        @Nullable WaitingReason reason,
        long messages,
        @Nullable Instant oldestDue) {

    static QueueGroup of(SqlRow row) {
        return new QueueGroup(
                row.text("channel"),
                row.uuid("sender_id"),
                row.enumerated("state", DispatchJobState.class),
                row.enumeratedOrNull("waiting_reason", WaitingReason.class),
                row.bigint("jobs"),
                row.instantOrNull("oldest_due"));
    }
}
