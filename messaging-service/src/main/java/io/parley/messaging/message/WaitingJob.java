package io.parley.messaging.message;

import io.parley.messaging.message.MessageDeliveryEvents.Waiting;
import io.parley.messaging.model.ProviderError;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Derives from the job of a message why it was not submitted yet; read on request only. */
final class WaitingJob {

    /** Columns of {@code dispatch_job} (alias {@code j}, outer join) in the order in which they are read. */
    static final String COLUMNS = "j.state, j.due_at, j.attempt, j.attempted_at, j.waiting_reason, j.waiting_since,"
            + " j.waiting_code, j.waiting_text, (select ahead.message_id from dispatch_job ahead"
            + " where ahead.lane = j.lane and ahead.seq < j.seq order by ahead.seq desc limit 1), now()";

    private static final int DUE = 0;
    private static final int CLAIMED = 1;
    private static final int IN_DOUBT = 2;

    private final Row row;
    private final int first;
    private final Instant acceptedAt;
    private final Duration breaker;

    private WaitingJob(Row row, int first, Instant acceptedAt, Duration breaker) {
        this.row = row;
        this.first = first;
        this.acceptedAt = acceptedAt;
        this.breaker = breaker;
    }

    /**
     * @param breaker how long the circuit breaker of the sender stays open in this instance; zero if it is closed
     * @return empty if the message does not wait
     */
    static Optional<Waiting> of(Row row, int first, Instant acceptedAt, Duration breaker) {
        return row.getShort(first) == null
                ? Optional.empty()
                : Optional.ofNullable(new WaitingJob(row, first, acceptedAt, breaker).waiting());
    }

    private Waiting waiting() {
        return switch (row.getShort(first)) {
            case DUE -> due();
            case CLAIMED -> waiting(WaitingReason.PROVIDER_RESPONSE, time(3), null, attempt());
            case IN_DOUBT -> waiting(WaitingReason.IN_DOUBT, since(), null, attempt());
            default -> null; // submitted, only keeps its lane
        };
    }

    private Waiting due() {
        var ahead = row.getUUID(first + 8);
        if (ahead != null) {
            return new Waiting(WaitingReason.PREVIOUS_MESSAGE.value(), acceptedAt, null, attempt() + 1, ahead, null);
        }
        var reasonCode = row.getShort(first + 4);
        if (reasonCode == null && breaker.isZero()) {
            return waiting(WaitingReason.QUEUE, acceptedAt, null, attempt() + 1);
        }
        var reason = reasonCode == null ? WaitingReason.CIRCUIT_BREAKER_OPEN : WaitingReason.ofCode(reasonCode);
        return waiting(reason, since(), later(time(1), time(9).plus(breaker)), attempt() + 1);
    }

    private Waiting waiting(WaitingReason reason, Instant since, Instant nextAttempt, int attempt) {
        var code = row.getString(first + 6);
        return new Waiting(
                reason.value(),
                since,
                nextAttempt,
                attempt,
                null,
                code == null || reason == WaitingReason.PROVIDER_RESPONSE
                        ? null
                        : new ProviderError(code, row.getString(first + 7)));
    }

    /** Jobs of earlier releases have no such time. */
    private Instant since() {
        var since = time(5);
        var attempted = time(3);
        return since != null ? since : attempted != null ? attempted : acceptedAt;
    }

    private int attempt() {
        return row.getInteger(first + 2);
    }

    private Instant time(int column) {
        OffsetDateTime time = row.getOffsetDateTime(first + column);
        return time == null ? null : time.toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
