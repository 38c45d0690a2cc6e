package io.parley.runtime.bus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Opens after a few failures in a row, so that callers hear at once what they would otherwise hear after a time-out; while
 * open it lets one probe through at a time. The first success closes it.
 */
final class CircuitBreaker {

    private static final int TOLERATED = 3;

    private final long probeNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong();

    CircuitBreaker(Duration probe, LongSupplier nanoTime) {
        this.probeNanos = probe.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether only probes go through. */
    boolean open() {
        return failures.get() >= TOLERATED;
    }

    /** Whether a call may go; takes the probe if the circuit is open. */
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
        if (failures.incrementAndGet() >= TOLERATED) {
            nextProbe.set(nanoTime.getAsLong() + probeNanos);
        }
    }
}
