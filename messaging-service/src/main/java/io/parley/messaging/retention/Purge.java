package io.parley.messaging.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Deletes the expired rows of one feature. Each feature that owns expiring rows implements it as a bean; {@link
 * RetentionMaintenance} calls all of them, so that retention knows no table.
 */
public interface Purge {

    /** Deletes expired rows, in the transaction of retention and with its statement timeout. */
    Uni<Void> deleteExpired(SqlConnection connection, Instant now);

    /** Partitioned tables of which whole months are dropped; empty if the feature has none. */
    default Optional<MonthlyTables> monthlyTables() {
        return Optional.empty();
    }

    /** Executes a statement whose only parameter is the time before which rows have expired. */
    static Uni<Void> delete(SqlConnection connection, String statement, Instant before) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
