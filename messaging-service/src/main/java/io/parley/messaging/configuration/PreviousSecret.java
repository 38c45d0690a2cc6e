package io.parley.messaging.configuration;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The signature secret before the current one. For a while callbacks are signed with both, so that a customer can
 * rotate the secret without rejecting callbacks. Only one is kept; replacing the secret again ends the older one.
 *
 * @param until expiry
 */
public record PreviousSecret(String secret, Instant until) {

    /**
     * Returns the previous secret after a change of settings; null if there is none.
     *
     * @param before previous signature settings; null if callbacks were not signed
     * @param older previous secret before the change; null if none
     * @param now new signature settings; null if callbacks are no longer signed, which also drops the previous secret
     */
    static @Nullable PreviousSecret after(
            @Nullable SignatureConfiguration before,
            @Nullable PreviousSecret older,
            @Nullable SignatureConfiguration now,
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

    public boolean isValid(Instant now) {
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
