package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.RecordedLines;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private static final String NAME = "io.parley.runtime.logging.OutageLogTest";
    private static final Exception REFUSED = new ConnectException("Connection refused");

    private final AtomicLong nanoTime = new AtomicLong();
    private final OutageLog log = new OutageLog(Logger.getLogger(NAME), "events wait", nanoTime::get);
    private final RecordedLines recorded = new RecordedLines(NAME, line -> ((ExtLogRecord) line).getFormattedMessage());

    @AfterEach
    void stopRecording() {
        recorded.close();
    }

    @Test
    void thirteenThousandFailuresOfOneOutageAreThreeLines() {
        for (var i = 0; i < 13_000; i++) {
            log.failed(REFUSED);
            advance(Duration.ofMillis(5));
        }
        advance(Duration.ofSeconds(6));
        log.succeeded();
        log.succeeded();

        assertEquals(
                List.of(
                        "events wait count=1 cause=connection refused",
                        "events wait still count=12000 forSeconds=60 cause=connection refused",
                        "events wait no longer count=13000 afterSeconds=71"),
                recorded.lines());
    }

    @Test
    void aSuccessBetweenFailuresDoesNotEndTheOutage() {
        for (var i = 0; i < 100; i++) {
            log.failed(REFUSED);
            advance(Duration.ofMillis(100));
            log.succeeded();
        }

        assertEquals(1, recorded.lines().size(), recorded.lines().toString());
    }

    @Test
    void theNextOutageIsLoggedAtOnce() {
        log.failed(REFUSED);
        advance(Duration.ofSeconds(90));
        log.failed(REFUSED);

        assertEquals(
                List.of("events wait count=1 cause=connection refused", "events wait count=1 cause=connection refused"),
                recorded.lines());
    }

    @Test
    void anUnexpectedCauseIsLogged() {
        log.failed(3, new IllegalStateException("no partition"));

        assertEquals(
                List.of("events wait count=3 cause=java.lang.IllegalStateException: no partition"), recorded.lines());
    }

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
