package io.parley.runtime.bus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Opens after three failures in a row, so that further calls fail at once and not after a timeout. While open it allows
 * one probe at a time. The first success closes it.
 */
final class CircuitBreaker {

    private static final int FAILURE_THRESHOLD = 3;

    private final long probeNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong();

    CircuitBreaker(Duration probe, LongSupplier nanoTime) {
        this.probeNanos = probe.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether the circuit is open: only probes are allowed. */
    boolean open() {
        return failures.get() >= FAILURE_THRESHOLD;
    }

    /** Whether a call is allowed; claims the probe if the circuit is open. */
    boolean allows() {
        if (!open()) {
            return true;
        }
        var now = nanoTime.getAsLong();
        var due = nextProbe.get();
        return now - due >= 0 && nextProbe.compareAndSet(due, now + probeNanos);
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        if (failures.incrementAndGet() >= FAILURE_THRESHOLD) {
            nextProbe.set(nanoTime.getAsLong() + probeNanos);
        }
    }
}
