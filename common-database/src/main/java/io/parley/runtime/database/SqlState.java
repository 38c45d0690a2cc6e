package io.parley.runtime.database;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies database errors by their SQLSTATE.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class SqlState {
    /** Classes: connection, login, insufficient resources, operator intervention, system error. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "28", "53", "57", "58");

    /**
     * Single states: a standby or a full server that is read-only, an idle transaction ended, lock not available, and
     * transactions that the server rolled back (serialization failure, deadlock).
     */
    private static final Set<String> RETRYABLE = Set.of("25006", "25P03", "55P03", "40001", "40P01");

    private SqlState() {}

    /** Whether the server cannot be used at the moment. */
    public static boolean isUnavailable(String state) {
        return state != null && state.length() == 5 && UNAVAILABLE.contains(state.substring(0, 2));
    }

    /** Whether the statement may succeed later, unchanged. */
    public static boolean isOutage(String state) {
        return isUnavailable(state) || (state != null && RETRYABLE.contains(state));
    }

    /** Whether a row of the batch is invalid (data exception 22, integrity violation 23); the others may be valid. */
    public static boolean isInvalidData(Throwable failure) {
        return of(failure)
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .isPresent();
    }

    /** Whether a value cannot be stored (data exception, 22): the request is at fault and the server is available. */
    public static boolean isDataException(Throwable failure) {
        return of(failure).filter(state -> state.startsWith("22")).isPresent();
    }

    /** Whether the server rolled back the transaction (40: deadlock, serialization failure); it may be retried. */
    public static boolean isRolledBack(Throwable failure) {
        return of(failure).filter(state -> state.startsWith("40")).isPresent();
    }

    private static Optional<String> of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg) {
                return Optional.ofNullable(pg.getSqlState());
            }
        }
        return Optional.empty();
    }
}
