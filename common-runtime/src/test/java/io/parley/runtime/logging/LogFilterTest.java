package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFilterTest {
    private static final String WAMID = "wamid.HBgNNDkxNTExMjM0NTY3OBUCABEYEjg5QzBGNEY1RTA2QzM4QkI4NQA=";

    private final AtomicLong nanoTime = new AtomicLong();
    private final LogFilter filter = new LogFilter(new RepeatedLines(nanoTime::get));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Key (to)=(4915112345678) exists                       | Key (to)=(…678) exists
            to +4915112345678, again                              | to +…678, again
            POST https://shop.example/hook?token=abc&x=1 failed   | POST https://shop.example/hook?… failed
            GET https://user:secret@shop.example/                 | GET https://…@shop.example/
            Authorization: Bearer EAAGm0PX4ZCpsBA1234567890xyz    | Authorization: Bearer …
            token EAAGm0PX4ZCpsBA1234567890xyz expired            | token EAA… expired
            GET /flow-previews/5C6ot8JXlvmsTthMkJHTSERX-qUB8/flow | GET /flow-previews/…/flow
            id 0190a0a0-0000-7000-8000-000000000000 at 12:00      | id 0190a0a0-0000-7000-8000-000000000000 at 12:00
            errorCode=131026 offset=1234567 took 0.123456789 s    | errorCode=131026 offset=1234567 took 0.123456789 s
            """)
    void onlySensitiveDataIsMasked(String text, String shown) {
        var line = line("io.parley.Any", Level.INFO, text, null);

        assertTrue(filter.isLoggable(line));
        assertEquals(shown, line.getFormattedMessage());
    }

    @Test
    void aWamidIsReplacedByAStableHash() {
        var line = line("io.parley.Any", Level.INFO, "seen " + WAMID + ", again", null);

        filter.isLoggable(line);

        assertEquals("seen " + Masked.providerId(WAMID) + ", again", line.getFormattedMessage());
        assertEquals("#ee4ca9bf9d51".length(), Masked.providerId(WAMID).length());
        assertEquals(Masked.providerId(WAMID), Masked.providerId(new String(WAMID.toCharArray())));
        assertNull(Masked.providerId(null));
    }

    @Test
    void anOutageIsOneLineWithItsCause() {
        var line = line(
                "io.parley.Any",
                Level.ERROR,
                "failed",
                new RuntimeException(new ConnectException("Connection refused")));

        filter.isLoggable(line);

        assertEquals("failed cause=connection refused\n", new PatternFormatter("%s%e%n").format(line));
    }

    @Test
    void aBugKeepsItsStackTraceWithoutNumbers() {
        var bug = new IllegalStateException("no state for 4915112345678", new RuntimeException("plain"));
        var line = line("io.parley.Any", Level.ERROR, "failed", bug);

        filter.isLoggable(line);

        var text = new PatternFormatter("%s%e%n").format(line);
        assertTrue(text.contains("java.lang.IllegalStateException: no state for …678"), text);
        assertTrue(text.contains("at io.parley.runtime.logging.LogFilterTest.aBugKeepsIts"), text);
        assertTrue(text.contains("Caused by: java.lang.RuntimeException: plain"), text);
        assertFalse(text.contains("4915112345678"), text);
    }

    @Test
    void aFailureWithoutSensitiveDataIsUnchanged() {
        var bug = new IllegalStateException("no state");
        var line = line("io.parley.Any", Level.ERROR, "failed", bug);

        filter.isLoggable(line);

        assertSame(bug, line.getThrown());
    }

    @Test
    void aMultiLineMessageBecomesOneLine() {
        var line = line("org.flywaydb.core", Level.INFO, "+---+\n| a |\r\n+---+\n\n", null);

        filter.isLoggable(line);

        assertEquals("+---+ | | a | | +---+", line.getFormattedMessage());
    }

    @Test
    void repeatedLinesOfALibraryAreLoggedOncePerInterval() {
        assertTrue(filter.isLoggable(unreachable(1)));
        for (var i = 2; i < 12; i++) {
            assertFalse(filter.isLoggable(unreachable(i)));
        }
        assertTrue(filter.isLoggable(line("org.apache.kafka.clients.NetworkClient", Level.WARN, "another", null)));
        nanoTime.addAndGet(31_000_000_000L);

        var later = unreachable(12);

        assertTrue(filter.isLoggable(later));
        assertEquals(
                "Connection to node 12 could not be established (and 10 more like this)", later.getFormattedMessage());
    }

    @Test
    void ourOwnLinesAreNeverSuppressed() {
        for (var i = 0; i < 5; i++) {
            assertTrue(filter.isLoggable(line("io.parley.messaging.journal", Level.INFO, "dispatched", null)));
        }
    }

    private static ExtLogRecord unreachable(int node) {
        var text = "Connection to node " + node + " could not be established";
        return line("org.apache.kafka.clients.NetworkClient", Level.WARN, text, null);
    }

    private static ExtLogRecord line(String logger, java.util.logging.Level level, String text, Throwable thrown) {
        var line = new ExtLogRecord(level, text, ExtLogRecord.FormatStyle.NO_FORMAT, LogFilterTest.class.getName());
        line.setLoggerName(logger);
        line.setThrown(thrown);
        return line;
    }
}
