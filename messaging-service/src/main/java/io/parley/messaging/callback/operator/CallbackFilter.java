package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.store.CallbackCriteria;
import io.parley.messaging.callback.store.CallbackState;
import io.parley.runtime.json.Violations;
import io.parley.runtime.validation.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Selects callbacks of an account; null members do not restrict. Also the body of a replay.
 *
 * @param messageId of a sent message, or of a received one as in its callback
 * @param from time of the event, inclusive
 * @param to time of the event, exclusive
 * @param after id of a callback: selects only later ones, to continue after a previous response
 */
record CallbackFilter(
        @Text(max = MAX_ID) @Nullable String messageId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Text(max = MAX_ID) @Nullable String channel,
        @Nullable CallbackKind kind,
        @Nullable CallbackState state,
        @Nullable UUID after) {

    static final int MAX_ID = 256;

    /** Range of times that ids can represent. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Delivered callbacks are numerous; a list without another bound is limited to this period. */
    private static final Duration DEFAULT_PERIOD = Duration.ofDays(1);

    CallbackFilter {
        from = clamped(from);
        to = clamped(to);
    }

    /** Requires a lower bound, as replaying all callbacks of an account is never meant. */
    void requireBound() {
        var violations = new Violations();
        if (messageId == null && from == null) {
            violations.add("from", "must be given, or messageId");
        }
        validateRange(violations);
        violations.throwIfAny();
    }

    void validateRange(Violations violations) {
        if (from != null && to != null && !from.isBefore(to)) {
            violations.add("to", "must be later than from");
        }
    }

    CallbackFilter bounded(Instant now) {
        var bounded = messageId != null || from != null || !includesDelivered();
        return bounded
                ? this
                : new CallbackFilter(
                        null, (to == null ? now : to).minus(DEFAULT_PERIOD), to, channel, kind, state, after);
    }

    CallbackCriteria criteria(UUID accountId, @Nullable List<UUID> messageIds) {
        return new CallbackCriteria(accountId, messageIds, from, to, channel, kind, state, after);
    }

    private boolean includesDelivered() {
        return state == null || state == CallbackState.DELIVERED;
    }

    private static @Nullable Instant clamped(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }
}
