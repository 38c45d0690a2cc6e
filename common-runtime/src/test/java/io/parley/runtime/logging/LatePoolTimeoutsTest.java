package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatePoolTimeoutsTest {
    private final LogFilter filter = new LogFilter();

    @ParameterizedTest
    @CsvSource({
        "io.vertx.core.Promise, io.vertx.sqlclient.impl.pool.SqlConnectionPool, false",
        "io.vertx.core.Promise, io.parley.messaging.message.AcceptMessages, true",
        "io.vertx.sqlclient.impl.pool.SqlConnectionPool, io.vertx.core.Promise, true",
    })
    void onlyTheDuplicateTimeoutOfThePoolIsSuppressed(String thrower, String caller, boolean shown) {
        var failure = new IllegalStateException("Result is already complete");
        failure.setStackTrace(
                new StackTraceElement[] {frame(thrower), frame(caller), frame("io.vertx.core.impl.VertxImpl")});

        assertEquals(shown, filter.isLoggable(entry(failure)));
    }

    @Test
    void otherRecordsAreLogged() {
        assertEquals(true, filter.isLoggable(entry(null)));
        assertEquals(true, filter.isLoggable(entry(new IllegalStateException("ours"))));
    }

    private static StackTraceElement frame(String type) {
        return new StackTraceElement(type, "fail", null, 1);
    }

    private static LogRecord entry(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Uncaught exception");
        entry.setThrown(thrown);
        return entry;
    }
}
