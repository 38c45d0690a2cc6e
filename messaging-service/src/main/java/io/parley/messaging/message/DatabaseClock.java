package io.parley.messaging.message;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Translates moments of this process ({@link System#nanoTime()}) to the database's clock, as far as the answers to
 * statements have told it. So a statement can say until when it may be carried out, and clocks need not agree.
 */
final class DatabaseClock {

    /** A slower answer tells too little about when the clock was read. */
    private static final long QUICK = Duration.ofMillis(250).toNanos();

    private record Reading(OffsetDateTime databaseTime, long receivedAt) {}

    private volatile Reading last;

    /** Rather too early than too late; null if nothing is known. */
    OffsetDateTime at(long moment) {
        var reading = last;
        return reading == null ? null : reading.databaseTime().plusNanos(moment - reading.receivedAt());
    }

    /**
     * Takes note of an answer.
     *
     * @param told the database's clock between the two moments; null if the answer does not say, which may be because
     *     the last reading was wrong
     */
    void update(OffsetDateTime told, long askedAt, long receivedAt) {
        if (told == null) {
            last = null;
        } else if (receivedAt - askedAt < QUICK) {
            last = new Reading(told, receivedAt);
        }
    }
}
