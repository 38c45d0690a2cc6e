package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.runtime.json.Violations;
import io.parley.runtime.validation.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Which calls of an account an operator means; whatever is null does not narrow. Also the body of a replay.
 *
 * @param messageId of a sent message, or of a received one as the customer was told it
 * @param from when the fact came about, or later
 * @param to before that time
 * @param after id of a call: only those behind it, to go on where an answer ended
 */
record CallbackFilter(
        @Text(max = MAX_ID) String messageId,
        Instant from,
        Instant to,
        @Text(max = MAX_ID) String channel,
        CallbackKind kind,
        CallbackState state,
        UUID after) {

    static final int MAX_ID = 256;

    /** What ids can tell: before and after there is nothing to find. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Calls that were taken are many; a list without another bound shows those of so long. */
    private static final Duration USUAL_TIME = Duration.ofDays(1);

    CallbackFilter {
        from = tellable(from);
        to = tellable(to);
    }

    /** Everything an account was ever told is a lot to say again; nobody means it by leaving something out. */
    void refuseUnbounded() {
        var violations = new Violations();
        if (messageId == null && from == null) {
            violations.add("from", "must be given, or messageId");
        }
        refuseInverted(violations);
        violations.throwIfAny();
    }

    void refuseInverted(Violations violations) {
        if (from != null && to != null && !from.isBefore(to)) {
            violations.add("to", "must be later than from");
        }
    }

    CallbackFilter bounded(Instant now) {
        var bounded = messageId != null || from != null || !includesTaken();
        return bounded
                ? this
                : new CallbackFilter(null, (to == null ? now : to).minus(USUAL_TIME), to, channel, kind, state, after);
    }

    boolean includesTaken() {
        return state == null || state == CallbackState.TAKEN;
    }

    private static Instant tellable(Instant time) {
        if (time == null) {
            return null;
        }
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }
}
