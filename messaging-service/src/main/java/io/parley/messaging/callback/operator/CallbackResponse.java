package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A call as operators see it. Never its body: that is between the customer and the person.
 *
 * @param id the call's {@code webhook-id}
 * @param messageId ours; null for business notifications
 * @param createdAt when the fact came about
 * @param dueAt of its next try; null if there will be none
 * @param attempts tries so far since the fact or the last replay; null once it was taken
 * @param lastStatus of the last answer; null if there was none
 * @param attemptLog tries in their order, where one call was asked for
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
     * One try.
     *
     * @param endpoint where it went, without the query, which may carry secrets
     * @param error why it was not taken; null if it was
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
