package io.parley.runtime.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.database.TestPool;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceSignalsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static Pool pool;

    private final InstanceSignals here = new InstanceSignals("signals-test", pool, VERTX);
    private final InstanceSignals there = new InstanceSignals("signals-test", pool, VERTX);
    private final AtomicInteger receivedHere = new AtomicInteger();
    private final AtomicInteger receivedThere = new AtomicInteger();
    private InstanceSignal signal;

    @BeforeAll
    static void connect() {
        pool = TestPool.create(VERTX, 6, "application_name", "signals-test");
    }

    @AfterAll
    static void close() {
        pool.close().await().atMost(TIMEOUT);
        VERTX.close();
    }

    @BeforeEach
    void listen() {
        signal = here.signal("jobs", receivedHere::incrementAndGet);
        there.signal("jobs", receivedThere::incrementAndGet);
        here.start();
        there.start();
        until(() -> receivedHere.get() == 1 && receivedThere.get() == 1); // sent by start()
    }

    @AfterEach
    void stop() {
        here.stop();
        there.stop();
    }

    @Test
    void otherInstancesAreNotified() {
        signal.notifyOthers();

        until(() -> receivedThere.get() == 2);
        assertEquals(1, receivedHere.get());
    }

    @Test
    void notificationsAreDebounced() {
        IntStream.range(0, 10_000).forEach(i -> signal.notifyOthers());

        until(() -> receivedThere.get() >= 2);
        pause(Duration.ofMillis(300));
        assertTrue(receivedThere.get() <= 4, receivedThere + " notifications");
    }

    @Test
    void listensAgainAfterALostConnection() {
        pool.query("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'signals-test' and query like 'listen%'")
                .execute()
                .await()
                .atMost(TIMEOUT);
        until(() -> receivedHere.get() == 2 && receivedThere.get() == 2); // sent after reconnecting

        signal.notifyOthers();

        until(() -> receivedThere.get() == 3);
    }

    @Test
    void notificationsOfOtherServicesAreIgnored() {
        var other = new InstanceSignals("other", pool, VERTX);
        other.signal("jobs", () -> {}).notifyOthers();
        signal.notifyOthers();

        until(() -> receivedThere.get() == 2);
        pause(Duration.ofMillis(200));
        assertEquals(2, receivedThere.get());
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not happen in time");
            pause(Duration.ofMillis(5));
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
