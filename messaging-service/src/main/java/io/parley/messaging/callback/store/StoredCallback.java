package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import io.parley.runtime.sql.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it is stored, with its state and without its body.
 *
 * @param messageId our message id; null for business notifications
 * @param dueAt time of the next attempt; null once delivered
 * @param attempts attempts since the event or the last replay; null once delivered
 * @param lastStatus HTTP status of the last response; null if there was none
 * @param lastError why the last attempt failed; null if it did not, or none was made
 */
public record StoredCallback(
        UUID id,
        CallbackState state,
        CallbackKind kind,
        String channel,
        String event,
        @Nullable UUID messageId,
        @Nullable Instant dueAt,
        @Nullable Integer attempts,
        @Nullable Integer lastStatus,
        @Nullable String lastError) {

    static final String COLUMNS = "call.id, call.kind, call.channel, call.event, call.message_id,"
            + " job.state, job.due_at, job.attempts, job.last_status, job.last_error";

    static StoredCallback of(SqlRow row) {
        return new StoredCallback(
                row.uuid("id"),
                CallbackState.of(row.enumeratedOrNull("state", CallbackJobState.class)),
                row.enumerated("kind", CallbackKind.class),
                row.text("channel"),
                row.text("event"),
                row.uuidOrNull("message_id"),
                row.instantOrNull("due_at"),
                row.integerOrNull("attempts"),
                row.integerOrNull("last_status"),
                row.textOrNull("last_error"));
    }
}
