package io.parley.messaging.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A group of tables with monthly partitions that are dropped together when they expire.
 *
 * @param retention minimum age of the newest row of a month that is dropped
 * @param blocker keeps an expired month as long as it is needed
 */
public record MonthlyTables(Set<String> names, Duration retention, Blocker blocker) {

    /** Tables whose months are dropped as soon as they expire. */
    public MonthlyTables(Set<String> names, Duration retention) {
        this(names, retention, (connection, from, to) -> Uni.createFrom().item(false));
    }

    /** Decides whether an expired month is still needed. */
    @FunctionalInterface
    public interface Blocker {

        /**
         * @param from begin of the month
         * @param to end of the month, exclusive
         */
        Uni<Boolean> isNeeded(SqlConnection connection, Instant from, Instant to);
    }
}
