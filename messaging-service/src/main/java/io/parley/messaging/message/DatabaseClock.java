package io.parley.messaging.message;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts instants of this process ({@link System#nanoTime()}) to the database's clock, based on the times that
 * statements return. So a statement can carry a deadline, and the clocks need not agree.
 */
final class DatabaseClock {

    /** Results of slower statements are ignored: the instant at which the clock was read is too uncertain. */
    private static final long MAX_ROUND_TRIP = Duration.ofMillis(250).toNanos();

    private record Reading(Instant databaseTime, long receivedAt) {}

    private volatile Reading last;

    /** Rounded towards too early; null without a reading. */
    Instant at(long nanos) {
        var reading = last;
        return reading == null ? null : reading.databaseTime().plusNanos(nanos - reading.receivedAt());
    }

    /**
     * Stores a reading of the database's clock.
     *
     * @param databaseTime read between the other two; null if the result has none, which may be because the last
     *     reading was wrong
     */
    void update(Instant databaseTime, long sentAt, long receivedAt) {
        if (databaseTime == null) {
            last = null;
        } else if (receivedAt - sentAt < MAX_ROUND_TRIP) {
            last = new Reading(databaseTime, receivedAt);
        }
    }
}
