package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.store.ClaimQuota;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the concurrent requests to one endpoint. Each failure halves the limit, each success increases it by one, so a
 * dead endpoint occupies one slot, plus one for an occasional probe, and a healthy one as many as configured. A few
 * more callbacks wait in memory, as many as complete within a second; all others are parked in the table and claimed
 * only when there is capacity.
 */
public final class EndpointLimiter {
    private static final int MAX_WAITING_PER_SLOT = 8;
    private static final long MAX_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int DURATION_WEIGHT = 8;
    private static final int SLOTS_WHILE_OPEN = 2;

    private final long endpointKey;
    private final int max;
    private final InFlightBudget budget;
    private final EndpointCircuitBreaker breaker;
    private final LongSupplier nanos;
    private final Queue<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
    private int limit;
    private int admitted;
    private int inFlight;
    private boolean failing;
    private boolean lastSucceeded;
    private long averageNanos = Duration.ofMillis(5).toNanos();
    private long nextClaimAt;

    EndpointLimiter(long endpointKey, CallbackConfig config, InFlightBudget budget, LongSupplier nanos) {
        this.endpointKey = endpointKey;
        this.max = config.perEndpoint();
        this.limit = max;
        this.budget = budget;
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
        if (admitted >= capacity() + probeSlots()
                || !budget.allow(admitted, lastSucceeded)
                || !breaker.tryAcquire(due)) {
            return false;
        }
        admitted++;
        budget.acquire();
        return true;
    }

    synchronized void release() {
        admitted--;
        budget.release();
    }

    /**
     * Runs an admitted callback as soon as a slot is free; returns {@code otherwise} if the endpoint became too slow to
     * wait.
     */
    public <T> Uni<T> run(Supplier<Uni<T>> call, T otherwise) {
        return slot().chain(acquired -> acquired
                ? call.get().onTermination().invoke(this::releaseSlot)
                : Uni.createFrom().item(otherwise));
    }

    /** @return whether the endpoint recovered */
    public synchronized boolean succeeded(long took) {
        recordDuration(took);
        breaker.succeeded();
        limit = Math.min(max, limit + 1);
        nextClaimAt = nanos.getAsLong();
        var recovered = failing;
        failing = false;
        lastSucceeded = true;
        return recovered;
    }

    /** @return whether the endpoint started to fail */
    public boolean failed(long took) {
        var startedFailing = recordFailure(took);
        surplus().forEach(emitter -> emitter.complete(false));
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
        return admitted == 0 && !failing;
    }

    private synchronized boolean recordFailure(long took) {
        recordDuration(took);
        breaker.failed();
        limit = breaker.isOpen() ? Math.min(max, SLOTS_WHILE_OPEN) : Math.max(1, limit / 2);
        var startedFailing = !failing;
        failing = true;
        lastSucceeded = false;
        return startedFailing;
    }

    private void recordDuration(long took) {
        averageNanos += (took - averageNanos) / DURATION_WEIGHT;
    }

    private int slotsWhileOpen() {
        return probeSlots() == 1 ? Math.min(1, capacity() + 1 - admitted) : freeIfWorthwhile(capacity());
    }

    /** An extra slot for the probe, as the other requests may hang and it would wait for them. */
    private int probeSlots() {
        return breaker.isOpen() && breaker.requiredDelay().isZero() ? 1 : 0;
    }

    /** Free capacity; 0 if less than a quarter, as such a claim costs more than it gains. */
    private int freeIfWorthwhile(int capacity) {
        var free = capacity - admitted;
        return free < capacity / 4 ? 0 : free;
    }

    private int capacity() {
        return (breaker.isOpen() ? 1 : limit) * (1 + waitingPerSlot());
    }

    private int waitingPerSlot() {
        return (int) Math.min(MAX_WAITING_PER_SLOT, MAX_WAIT_NANOS / Math.max(1, averageNanos));
    }

    /** Removes the waiting callbacks that exceed the reduced limit, to be parked in the table. */
    private synchronized List<UniEmitter<? super Boolean>> surplus() {
        var surplus = new ArrayList<UniEmitter<? super Boolean>>();
        while (waiting.size() > limit * waitingPerSlot()) {
            surplus.add(waiting.remove());
        }
        return surplus;
    }

    private Uni<Boolean> slot() {
        return Uni.createFrom().emitter(emitter -> {
            if (acquireSlot(emitter)) {
                emitter.complete(true);
            }
        });
    }

    private synchronized boolean acquireSlot(UniEmitter<? super Boolean> emitter) {
        if (inFlight < limit) {
            inFlight++;
            return true;
        }
        waiting.add(emitter);
        return false;
    }

    private void releaseSlot() {
        for (var next = passSlot(); next != null; next = nextWaiting()) {
            next.complete(true);
        }
    }

    /** Passes the free slot to the next callback, or drops it if the limit was reduced. */
    private synchronized UniEmitter<? super Boolean> passSlot() {
        inFlight--;
        return nextWaiting();
    }

    private synchronized UniEmitter<? super Boolean> nextWaiting() {
        if (inFlight >= limit || waiting.isEmpty()) {
            return null;
        }
        inFlight++;
        return waiting.remove();
    }
}
