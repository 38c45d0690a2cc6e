package io.parley.runtime.commit;

import io.vertx.pgclient.PgException;
import java.util.Optional;

/** Classifies failed flushes by the class of the SQLSTATE. */
public final class SqlFailures {

    private SqlFailures() {}

    /** A row of the batch is invalid (data exception 22, integrity violation 23); the others may be valid. */
    public static boolean isData(Throwable failure) {
        return sqlState(failure)
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .isPresent();
    }

    /** The database rolled back the transaction (40: deadlock, serialization failure); it may be retried. */
    public static boolean isRolledBack(Throwable failure) {
        return sqlState(failure).filter(state -> state.startsWith("40")).isPresent();
    }

    private static Optional<String> sqlState(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg) {
                return Optional.ofNullable(pg.getSqlState());
            }
        }
        return Optional.empty();
    }
}
