package io.parley.messaging.callback.endpoint;

import java.time.Duration;

/**
 * How many requests an endpoint gets at a time. Each failure halves the limit, each success increases it by one
 * (additive increase, multiplicative decrease), so a dead endpoint occupies one slot and a healthy one as many as
 * configured. A few more may wait in memory: as many as complete within a second. Not thread-safe.
 */
final class ConcurrencyLimit {
    private static final int MAX_WAITING_PER_SLOT = 8;
    private static final long MAX_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int DURATION_WEIGHT = 8;
    private static final int SLOTS_WHILE_OPEN = 2;

    private final int max;
    private int limit;
    private long averageNanos = Duration.ofMillis(5).toNanos();

    ConcurrencyLimit(int max) {
        this.max = max;
        this.limit = max;
    }

    /** Maximum number of requests in flight. */
    int inFlight() {
        return limit;
    }

    /** Maximum number of requests that wait for one in flight. */
    int waiting() {
        return limit * waitingPerSlot();
    }

    /**
     * Maximum number of requests in flight and waiting.
     *
     * @param open whether the circuit breaker is open; then one slot is used
     */
    int total(boolean open) {
        return (open ? 1 : limit) * (1 + waitingPerSlot());
    }

    void succeeded(long took) {
        recordDuration(took);
        limit = Math.min(max, limit + 1);
    }

    /** @param open whether the circuit breaker is open now; then a second slot is for the probe */
    void failed(long took, boolean open) {
        recordDuration(took);
        limit = open ? Math.min(max, SLOTS_WHILE_OPEN) : Math.max(1, limit / 2);
    }

    private void recordDuration(long took) {
        averageNanos += (took - averageNanos) / DURATION_WEIGHT;
    }

    private int waitingPerSlot() {
        return (int) Math.min(MAX_WAITING_PER_SLOT, MAX_WAIT_NANOS / Math.max(1, averageNanos));
    }
}
