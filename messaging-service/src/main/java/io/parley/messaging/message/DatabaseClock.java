package io.parley.messaging.message;

import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Converts instants of this process ({@link System#nanoTime()}) to the database's clock, based on the times that
 * statements return. So every statement carries a deadline, and the clocks need not agree.
 */
@ApplicationScoped
class DatabaseClock {

    /** Results of slower statements are not kept: the instant at which the clock was read is too uncertain. */
    private static final long MAX_ROUND_TRIP = Duration.ofMillis(100).toNanos();

    private static final SqlStatement NOW =
            SqlStatement.text("select clock_timestamp() as database_time").load();

    /** @param receivedAt when the result arrived, at or after the reading of the database's clock */
    record Reading(Instant databaseTime, long receivedAt) {

        /** Rounded towards too early. */
        Instant at(long nanos) {
            return databaseTime.plusNanos(nanos - receivedAt);
        }
    }

    private volatile @Nullable Reading last;

    /** Returns the last reading. Reads the clock if there is none, as in a service that has just started. */
    Uni<Reading> reading(SqlClient client) {
        return Uni.createFrom().deferred(() -> {
            var known = last;
            return known == null ? read(client) : Uni.createFrom().item(known);
        });
    }

    /**
     * Stores the reading that a result contains. Without a row all deadlines had passed, perhaps because the last reading is
     * wrong.
     *
     * @param sentAt when the statement was sent
     */
    void update(SqlRows rows, long sentAt) {
        if (rows.isEmpty()) {
            reset();
        } else {
            update(of(rows), sentAt);
        }
    }

    private void update(Reading reading, long sentAt) {
        if (reading.receivedAt() - sentAt < MAX_ROUND_TRIP) {
            last = reading;
        }
    }

    /** Drops the last reading, so that the clock is read again before the next statement. */
    void reset() {
        last = null;
    }

    /** A slow reading is used once, because it is only too early: a message may be refused but not written too late. */
    private Uni<Reading> read(SqlClient client) {
        return Uni.createFrom().deferred(() -> {
            var sentAt = System.nanoTime();
            return NOW.execute(client).map(DatabaseClock::of).invoke(reading -> update(reading, sentAt));
        });
    }

    private static Reading of(SqlRows rows) {
        return new Reading(rows.first().instant("database_time"), System.nanoTime());
    }
}
