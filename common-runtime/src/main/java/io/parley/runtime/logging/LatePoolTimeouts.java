package io.parley.runtime.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps one kind of noise out of the log: when the database cannot be reached, the connection pool tells whoever asked at
 * once, and a second later its timer, which nobody has stopped, tells them again and throws. That would be a stack trace at
 * level ERROR for every refused request ({@code eclipse-vertx/vertx-sql-client} issue 1706); goes when that is mended.
 */
@LoggingFilter(name = "late-pool-timeouts")
final class LatePoolTimeouts implements Filter {
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof IllegalStateException thrown && isFromThePool(thrown.getStackTrace()));
    }

    /** A promise that was kept already throws, and it was the pool that called it. */
    private static boolean isFromThePool(StackTraceElement[] trace) {
        return trace.length > 1
                && trace[0].getClassName().equals("io.vertx.core.Promise")
                && trace[1].getClassName().equals(POOL);
    }
}
