package io.parley.runtime.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Circuit breaker that opens after consecutive failures. While it is open, calls fail at once instead of after a
 * timeout. When its pause has passed, it permits one call as a probe. The first success closes it; a failed probe
 * starts the next, longer pause.
 *
 * <pre>{@code
 * if (!breaker.tryAcquire()) {
 *     return later(breaker.remaining());
 * }
 * return call().invoke(breaker::succeeded).onFailure().invoke(breaker::failed);
 * }</pre>
 *
 * <p>It has neither timer nor thread, and a closed one takes no lock, so that there can be one per sender or endpoint;
 * a caller that keeps them in a map limits the map. What counts as a failure is decided by the caller: a rejected
 * request, for example, shows that the other side works. Thread-safe.
 */
public final class CircuitBreaker {

    /**
     * Settings that circuit breakers share.
     *
     * @param failures consecutive failures that open it
     * @param pauses how long it stays open, by the number of failed probes
     * @param overlappingProbes whether a probe without a result blocks the next one only until the next pause has
     *      passed. True where calls can hang for longer than a pause, so that a recovered system is detected at once;
     *      false where a second call could do harm.
     */
    public record Settings(int failures, BackOff pauses, boolean overlappingProbes) {}

    private final Settings settings;
    private final LongSupplier nanoTime;
    private volatile int failures;
    private volatile boolean open;
    private boolean probing;
    private int openings;
    private long openUntil;

    /** @param nanoTime clock, such as {@link System#nanoTime()} */
    public CircuitBreaker(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Whether it is open: only probes are permitted. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a call would be rejected now. For callers that select work, since it acquires nothing. */
    public boolean rejectsCalls() {
        return open && rejectsProbe();
    }

    /** Whether a call is permitted now; its result has to be reported. */
    public boolean tryAcquire() {
        return !open || acquireProbe();
    }

    /** Whether it is open and a probe has no result yet. */
    public synchronized boolean isProbing() {
        return open && probing;
    }

    /** Returns the time until the next probe may be permitted; zero if it is closed. */
    public synchronized Duration remaining() {
        return Duration.ofNanos(open ? Math.max(0, openUntil - nanoTime.getAsLong()) : 0);
    }

    /** Reports that the other side works. */
    public void succeeded() {
        if (failures != 0) {
            close();
        }
    }

    /** Reports a failure. */
    public void failed() {
        failed(Duration.ZERO);
    }

    /**
     * Reports a failure.
     *
     * @param retryAfter minimum time to stay open, if it is or gets open: what the other side asked for
     */
    public synchronized void failed(Duration retryAfter) {
        failures++;
        if (open ? probing && !settings.overlappingProbes() : failures >= settings.failures()) {
            open = true;
            probing = false;
            startPause();
        } else if (open && probing) {
            probing = false;
            repeatPause();
        }
        if (open) {
            openUntil = Math.max(openUntil, nanoTime.getAsLong() + retryAfter.toNanos());
        }
    }

    private synchronized boolean acquireProbe() {
        if (!open) {
            return true;
        }
        if (rejectsProbe()) {
            return false;
        }
        probing = true;
        if (settings.overlappingProbes()) {
            startPause();
        }
        return true;
    }

    private synchronized boolean rejectsProbe() {
        return (probing && !settings.overlappingProbes()) || nanoTime.getAsLong() - openUntil < 0;
    }

    private synchronized void close() {
        failures = 0;
        openings = 0;
        open = false;
        probing = false;
    }

    /**
     * An overlapping probe's pause began with the probe and may have passed while it waited. Without another one, callers
     * that call one after the other would all be probes.
     */
    private void repeatPause() {
        openUntil = Math.max(
                openUntil,
                nanoTime.getAsLong() + settings.pauses().pause(openings - 1).toNanos());
    }

    private void startPause() {
        openUntil = nanoTime.getAsLong() + settings.pauses().pause(openings++).toNanos();
    }
}
