package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.store.ClaimQuota;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the concurrent requests to one endpoint. Admits a callback if its {@link ConcurrencyLimit}, its {@link
 * BudgetShare} of the worker and its {@link EndpointCircuitBreaker} allow it. All other callbacks are parked in the
 * table and claimed only when there is capacity.
 */
public final class EndpointLimiter {
    private final long endpointKey;
    private final ConcurrencyLimit limit;
    private final RequestSlots slots;
    private final BudgetShare share;
    private final EndpointCircuitBreaker breaker;
    private final LongSupplier nanos;
    private boolean failing;
    private long nextClaimAt;

    EndpointLimiter(long endpointKey, CallbackConfig config, InFlightBudget budget, LongSupplier nanos) {
        this.endpointKey = endpointKey;
        this.limit = new ConcurrencyLimit(config.perEndpoint());
        this.slots = new RequestSlots(limit.inFlight());
        this.share = new BudgetShare(budget);
        this.breaker = new EndpointCircuitBreaker(config.breaker(), nanos);
        this.nanos = nanos;
        this.nextClaimAt = nanos.getAsLong();
    }

    /** Hash of an endpoint. Endpoints with the same hash only share their parked callbacks. */
    public static long endpointKey(String endpoint) {
        return UUID.nameUUIDFromBytes(endpoint.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** Key that marks the rows parked for this endpoint. */
    public long endpointKey() {
        return endpointKey;
    }

    /**
     * Admits a callback if there is capacity; each admitted callback must be {@link #release released}.
     *
     * @param due how long the callback has been due
     */
    public synchronized boolean admit(Duration due) {
        if (share.acquired() >= capacity() + probeSlots() || !share.isAvailable() || !breaker.tryAcquire(due)) {
            return false;
        }
        share.acquire();
        return true;
    }

    synchronized void release() {
        share.release();
    }

    /**
     * Runs an admitted callback as soon as a slot is free; returns {@code otherwise} if the endpoint became too slow to
     * wait.
     */
    public <T> Uni<T> run(Supplier<Uni<T>> call, T otherwise) {
        return slots.run(call, otherwise);
    }

    /** @return whether the endpoint recovered */
    public synchronized boolean succeeded(long took) {
        breaker.succeeded();
        limit.succeeded(took);
        slots.resize(limit.inFlight());
        share.completed(true);
        nextClaimAt = nanos.getAsLong();
        var recovered = failing;
        failing = false;
        return recovered;
    }

    /** @return whether the endpoint started to fail */
    public boolean failed(long took) {
        var startedFailing = recordFailure(took);
        slots.evictAbove(maxWaiting());
        return startedFailing;
    }

    public synchronized boolean isOpen() {
        return breaker.isOpen();
    }

    /** How many parked callbacks may be claimed; half of the capacity is reserved for newly due ones. */
    synchronized Optional<ClaimQuota> claimQuota() {
        var quota = breaker.isOpen() ? slotsWhileOpen() : freeIfWorthwhile(Math.max(1, capacity() / 2));
        return quota <= 0 || nanos.getAsLong() - nextClaimAt < 0
                ? Optional.empty()
                : Optional.of(new ClaimQuota(endpointKey, quota, breaker.requiredDelay()));
    }

    /** No more parked callbacks were found; suspends claims for the given time. */
    synchronized void noneParked(Duration pause) {
        nextClaimAt = nanos.getAsLong() + pause.toNanos();
    }

    synchronized boolean idle() {
        return share.acquired() == 0 && !failing;
    }

    private synchronized boolean recordFailure(long took) {
        breaker.failed();
        limit.failed(took, breaker.isOpen());
        slots.resize(limit.inFlight());
        share.completed(false);
        var startedFailing = !failing;
        failing = true;
        return startedFailing;
    }

    private int slotsWhileOpen() {
        return probeSlots() == 1 ? Math.min(1, capacity() + 1 - share.acquired()) : freeIfWorthwhile(capacity());
    }

    /** An extra slot for the probe, as the other requests may hang and it would wait for them. */
    private int probeSlots() {
        return breaker.isOpen() && breaker.requiredDelay().isZero() ? 1 : 0;
    }

    /** Free capacity; 0 if less than a quarter, as such a claim costs more than it gains. */
    private int freeIfWorthwhile(int capacity) {
        var free = capacity - share.acquired();
        return free < capacity / 4 ? 0 : free;
    }

    private int capacity() {
        return limit.total(breaker.isOpen());
    }

    private synchronized int maxWaiting() {
        return limit.waiting();
    }
}
