package io.parley.runtime.database;

import io.parley.runtime.failure.ClientFailures;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Classifies the failures of the database clients: the reactive one, and JDBC, which migrates. */
public final class DatabaseFailures implements ClientFailures {
    /** Messages of the SQL client, which has no exception type for a connection lost before a statement is sent. */
    private static final List<String> LOST =
            List.of("Connection is not active now", "Pending requests failed to be sent");

    @Override
    public boolean isOutage(Throwable failure) {
        return switch (failure) {
            case DatabaseUnavailable unavailable -> true;
            case ClosedConnectionException lost -> true;
            case DatabaseException database -> SqlState.isOutage(database.getSqlState());
            case NoStackTraceThrowable connection -> startsWithAny(connection.getMessage(), LOST);
            default -> false;
        };
    }

    @Override
    public Optional<String> describe(Throwable failure) {
        return switch (failure) {
            case ClosedConnectionException closed -> Optional.of("connection closed");
            case DatabaseException database -> unavailable(database.getSqlState());
            case SQLException database -> unavailable(database.getSQLState());
            default ->
                String.valueOf(failure.getMessage()).startsWith("Timeout waiting for connection")
                        ? Optional.of("no database connection in time")
                        : Optional.empty();
        };
    }

    private static Optional<String> unavailable(String state) {
        return SqlState.isUnavailable(state)
                ? Optional.of("database unavailable (SQLSTATE " + state + ")")
                : Optional.empty();
    }

    private static boolean startsWithAny(String message, List<String> beginnings) {
        return message != null && beginnings.stream().anyMatch(message::startsWith);
    }
}
