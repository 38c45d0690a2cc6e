package io.parley.messaging.queue;

import io.parley.messaging.model.ProviderError;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a message was not submitted yet, derived from its job; read on request only.
 *
 * @param nextAttempt earliest time of the next attempt; null if it depends on something else
 * @param attempt number of the next or current attempt, counted from 1; throttled attempts do not count
 * @param behind the message ahead of it; null if there is none
 * @param error the provider's error; null if there is none
 */
public record WaitingJob(
        WaitingReason reason,
        Instant since,
        @Nullable Instant nextAttempt,
        int attempt,
        @Nullable UUID behind,
        @Nullable ProviderError error) {

    /** Joins the job of the message {@code m}, if there is one. */
    public static final SqlFragment JOIN = SqlFragment.of("join_waiting_job", """
            left join dispatch_job j on j.message_id = m.id""");

    /** Columns of the joined job, from which it is read. */
    public static final SqlFragment COLUMNS = SqlFragment.of("waiting_columns", """
            j.state as job_state, j.due_at, j.attempt, j.attempted_at, j.waiting_reason, j.waiting_since, j.waiting_code,
            j.waiting_text, (
              select ahead.message_id from dispatch_job ahead
              where ahead.lane = j.lane and ahead.seq < j.seq order by ahead.seq desc limit 1) as behind, now() as now""");

    /**
     * @param acceptedAt when the message was accepted
     * @param breaker how long the circuit breaker of the sender stays open in this instance; zero if it is closed
     * @return empty if the message does not wait
     */
    public static Optional<WaitingJob> of(SqlRow row, Instant acceptedAt, Duration breaker) {
        return switch (row.enumeratedOrNull("job_state", DispatchJobState.class)) {
            case DUE -> Optional.of(due(row, acceptedAt, breaker));
            case CLAIMED ->
                Optional.of(new WaitingJob(
                        WaitingReason.PROVIDER_RESPONSE,
                        row.instant("attempted_at"),
                        null,
                        row.integer("attempt"),
                        null,
                        null));
            case IN_DOUBT ->
                Optional.of(new WaitingJob(
                        WaitingReason.IN_DOUBT,
                        since(row, acceptedAt),
                        null,
                        row.integer("attempt"),
                        null,
                        error(row)));
            case HOLDS_LANE -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static WaitingJob due(SqlRow row, Instant acceptedAt, Duration breaker) {
        var next = row.integer("attempt") + 1;
        var behind = row.uuidOrNull("behind");
        if (behind != null) {
            return new WaitingJob(WaitingReason.PREVIOUS_MESSAGE, acceptedAt, null, next, behind, null);
        }
        var stored = row.enumeratedOrNull("waiting_reason", WaitingReason.class);
        if (stored == null && breaker.isZero()) {
            return new WaitingJob(WaitingReason.QUEUE, acceptedAt, null, next, null, error(row));
        }
        var reason = stored == null ? WaitingReason.CIRCUIT_BREAKER_OPEN : stored;
        var nextAttempt = later(row.instant("due_at"), row.instant("now").plus(breaker));
        return new WaitingJob(reason, since(row, acceptedAt), nextAttempt, next, null, error(row));
    }

    /** A job that was released without a reason has no such time. */
    private static Instant since(SqlRow row, Instant acceptedAt) {
        var since = row.instantOrNull("waiting_since");
        var attempted = row.instantOrNull("attempted_at");
        return since != null ? since : attempted != null ? attempted : acceptedAt;
    }

    private static @Nullable ProviderError error(SqlRow row) {
        return ProviderError.ofColumns(row.textOrNull("waiting_code"), row.textOrNull("waiting_text"));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
