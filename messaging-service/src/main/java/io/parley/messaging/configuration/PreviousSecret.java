package io.parley.messaging.configuration;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The signature secret that the current one has replaced: calls are signed with both for a while, so that a customer can
 * change over without refusing one. There is at most one; whoever replaces the secret again ends the older.
 *
 * @param until it ends at this time
 */
public record PreviousSecret(String secret, Instant until) {

    /**
     * What is left over after a change of settings; null if nothing is.
     *
     * @param before how calls were signed; null if they were not
     * @param older what was left over before; null if nothing was
     * @param now how calls are signed from now on; null if they are not, and then nothing is left over either
     */
    static PreviousSecret after(
            SignatureConfiguration before,
            PreviousSecret older,
            SignatureConfiguration now,
            Instant at,
            Duration overlap) {
        if (before == null || now == null) {
            return null;
        }
        if (before.secret().equals(now.secret())) {
            return older;
        }
        return overlap.isZero() ? null : new PreviousSecret(before.secret(), at.plus(overlap));
    }

    public boolean isGood(Instant now) {
        return now.isBefore(until);
    }

    PreviousSecret withSecret(UnaryOperator<String> change) {
        return new PreviousSecret(change.apply(secret), until);
    }

    @Override
    public String toString() {
        return "PreviousSecret[until " + until + "]";
    }
}
