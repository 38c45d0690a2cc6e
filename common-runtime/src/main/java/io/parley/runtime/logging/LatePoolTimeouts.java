package io.parley.runtime.logging;

import java.util.logging.LogRecord;

/**
 * Detects a redundant log record: when the database cannot be reached, the connection pool fails the request at once; a
 * second later its timer, which is not cancelled, fails it again and throws. That would be a line at level ERROR for
 * every refused request ({@code eclipse-vertx/vertx-sql-client} issue 1706). Remove when that is fixed.
 */
final class LatePoolTimeouts {
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    private LatePoolTimeouts() {}

    static boolean matches(LogRecord entry) {
        return entry.getThrown() instanceof IllegalStateException thrown && isThrownByPool(thrown.getStackTrace());
    }

    /** A promise that is already completed throws, and the caller is the pool. */
    private static boolean isThrownByPool(StackTraceElement[] trace) {
        return trace.length > 1
                && trace[0].getClassName().equals("io.vertx.core.Promise")
                && trace[1].getClassName().equals(POOL);
    }
}
