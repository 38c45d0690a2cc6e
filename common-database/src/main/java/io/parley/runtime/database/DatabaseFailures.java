package io.parley.runtime.database;

import static io.parley.runtime.failure.FailureKind.NO_RESPONSE;
import static io.parley.runtime.failure.FailureKind.UNAVAILABLE;

import io.parley.runtime.failure.FailureClassifier;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classifies the failures of the database clients: the reactive one, and JDBC, which migrates. */
public final class DatabaseFailures implements FailureClassifier {
    /** Messages of the SQL client, which has no exception type for a connection lost before a statement is sent. */
    private static final List<String> LOST =
            List.of("Connection is not active now", "Pending requests failed to be sent");

    @Override
    public Optional<Classification> classify(Throwable failure) {
        return switch (failure) {
            case DatabaseUnavailable unavailable -> Classification.of(UNAVAILABLE, "database unavailable");
            case ClosedConnectionException closed -> Classification.of(NO_RESPONSE, "connection closed");
            case DatabaseException database -> SqlState.classify(database.getSqlState());
            case SQLException database -> SqlState.classify(database.getSQLState());
            case NoStackTraceThrowable lost
            when startsWithAny(lost.getMessage(), LOST) -> Classification.of(NO_RESPONSE, "connection closed");
            default ->
                String.valueOf(failure.getMessage()).startsWith("Timeout waiting for connection")
                        ? Classification.of(UNAVAILABLE, "no database connection in time")
                        : Optional.empty();
        };
    }

    private static boolean startsWithAny(@Nullable String message, List<String> beginnings) {
        return message != null && beginnings.stream().anyMatch(message::startsWith);
    }
}
