package io.parley.runtime.logging;

import java.util.logging.LogRecord;

/**
 * One kind of noise: when the database cannot be reached, the connection pool tells whoever asked at once, and a second
 * later its timer, which nobody has stopped, tells them again and throws. That would be a line at level ERROR for every
 * refused request ({@code eclipse-vertx/vertx-sql-client} issue 1706); goes when that is fixed.
 */
final class LatePoolTimeouts {
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    private LatePoolTimeouts() {}

    static boolean isOne(LogRecord entry) {
        return entry.getThrown() instanceof IllegalStateException thrown && isFromThePool(thrown.getStackTrace());
    }

    /** A promise that was kept already throws, and it was the pool that called it. */
    private static boolean isFromThePool(StackTraceElement[] trace) {
        return trace.length > 1
                && trace[0].getClassName().equals("io.vertx.core.Promise")
                && trace[1].getClassName().equals(POOL);
    }
}
