package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private static final String NAME = "io.parley.runtime.logging.OutageLogTest";
    private static final Exception REFUSED = new ConnectException("Connection refused");

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final OutageLog log = new OutageLog(Logger.getLogger(NAME), "events wait", nanoTime::get);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(((ExtLogRecord) line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(NAME).addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        java.util.logging.Logger.getLogger(NAME).removeHandler(handler);
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
                lines);
    }

    @Test
    void aSuccessBetweenFailuresDoesNotEndTheOutage() {
        for (var i = 0; i < 100; i++) {
            log.failed(REFUSED);
            advance(Duration.ofMillis(100));
            log.succeeded();
        }

        assertEquals(1, lines.size(), lines.toString());
    }

    @Test
    void theNextOutageIsLoggedAtOnce() {
        log.failed(REFUSED);
        advance(Duration.ofSeconds(90));
        log.failed(REFUSED);

        assertEquals(
                List.of("events wait count=1 cause=connection refused", "events wait count=1 cause=connection refused"),
                lines);
    }

    @Test
    void anUnexpectedCauseIsLogged() {
        log.failed(3, new IllegalStateException("no partition"));

        assertEquals(List.of("events wait count=3 cause=java.lang.IllegalStateException: no partition"), lines);
    }

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
