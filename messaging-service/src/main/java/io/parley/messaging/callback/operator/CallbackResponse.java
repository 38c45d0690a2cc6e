package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A callback in the operator API. Never includes the body, which is confidential between the customer and the person.
 *
 * @param id the callback's {@code webhook-id}
 * @param messageId our message id; null for business notifications
 * @param createdAt time of the event
 * @param dueAt time of the next attempt; null if there is none
 * @param attempts attempts since the event or the last replay; null once delivered
 * @param lastStatus HTTP status of the last response; null if there was none
 * @param attemptLog attempts in their order; only when a single callback is requested
 */
record CallbackResponse(
        UUID id,
        CallbackState state,
        CallbackKind kind,
        String channel,
        String event,
        UUID messageId,
        Instant createdAt,
        Instant dueAt,
        Integer attempts,
        Short lastStatus,
        String lastError,
        List<AttemptResponse> attemptLog) {

    static final String COLUMNS = "call.id, call.kind, call.channel, call.event, call.message_id,"
            + " job.state, job.due_at, job.attempt, job.last_status, job.last_error";

    static CallbackResponse of(Row row) {
        var id = row.getUUID("id");
        var state = CallbackState.ofCode(row.getShort("state"));
        return new CallbackResponse(
                id,
                state,
                CallbackKind.values()[row.getShort("kind")],
                row.getString("channel"),
                row.getString("event"),
                row.getUUID("message_id"),
                Ids.time(id),
                state == CallbackState.PENDING ? instant(row.getOffsetDateTime("due_at")) : null,
                row.getInteger("attempt"),
                row.getShort("last_status"),
                row.getString("last_error"),
                null);
    }

    CallbackResponse with(List<AttemptResponse> log) {
        return new CallbackResponse(
                id, state, kind, channel, event, messageId, createdAt, dueAt, attempts, lastStatus, lastError, log);
    }

    /**
     * One attempt.
     *
     * @param endpoint URL without its query, which may contain secrets
     * @param error why it failed; null if it succeeded
     */
    record AttemptResponse(Instant at, int attempt, String endpoint, Short status, String error, long durationMillis) {

        static AttemptResponse of(Row row) {
            return new AttemptResponse(
                    instant(row.getOffsetDateTime("at")),
                    row.getInteger("attempt"),
                    row.getString("endpoint"),
                    row.getShort("status"),
                    row.getString("error"),
                    row.getInteger("duration_ms"));
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
