package io.parley.runtime.bus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final CircuitBreaker circuit = new CircuitBreaker(Duration.ofMillis(100), now::get);

    @Test
    void staysClosedBelowTheFailureThreshold() {
        circuit.failed();
        circuit.succeeded();
        circuit.failed();
        circuit.failed();

        assertTrue(circuit.allows());
    }

    @Test
    void allowsOneProbePerInterval() {
        fail(3);

        assertFalse(circuit.allows());
        advance(100);
        assertTrue(circuit.allows());
        assertFalse(circuit.allows());
        advance(100);
        assertTrue(circuit.allows());
    }

    @Test
    void firstSuccessCloses() {
        fail(50);

        circuit.succeeded();

        assertTrue(IntStream.range(0, 10).allMatch(call -> circuit.allows()));
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(call -> circuit.failed());
    }

    private void advance(int millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
