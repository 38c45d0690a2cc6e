package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A callback with its state, without its body.
 *
 * @param messageId our message id; null for business notifications
 * @param dueAt time of the next attempt; null once delivered
 * @param attempts attempts since the event or the last replay; null once delivered
 * @param lastStatus HTTP status of the last response; null if there was none
 */
public record StoredCallback(
        UUID id,
        CallbackState state,
        CallbackKind kind,
        String channel,
        String event,
        UUID messageId,
        Instant dueAt,
        Integer attempts,
        Short lastStatus,
        String lastError) {

    private static final CallbackKind[] KINDS = CallbackKind.values();

    static final String COLUMNS = "call.id, call.kind, call.channel, call.event, call.message_id,"
            + " job.state, job.due_at, job.attempts, job.last_status, job.last_error";

    static StoredCallback of(Row row) {
        var dueAt = row.getOffsetDateTime("due_at");
        return new StoredCallback(
                row.getUUID("id"),
                CallbackState.of(JobState.of(row.getString("state"))),
                KINDS[row.getShort("kind")],
                row.getString("channel"),
                row.getString("event"),
                row.getUUID("message_id"),
                dueAt == null ? null : dueAt.toInstant(),
                row.getInteger("attempts"),
                row.getShort("last_status"),
                row.getString("last_error"));
    }
}
