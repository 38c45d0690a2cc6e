package io.parley.messaging.callback.delivery;

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
 * One address and how many calls it bears at a time. Every failure halves the number, every success adds one, so a dead
 * address occupies one call, and now and then another that asks, and a healthy one as many as allowed. A few more may wait
 * here, as many as leave within a second; all others wait in the table, in the lane of this endpoint, and are claimed only
 * when it has room.
 */
final class EndpointLimiter {
    private static final int MAX_WAITING_PER_SLOT = 8;
    private static final long MAX_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SHARE_OF_USUAL = 8;
    private static final int SLOTS_WHILE_OPEN = 2;

    private final long endpointKey;
    private final int max;
    private final InFlightBudget places;
    private final EndpointCircuitBreaker breaker;
    private final LongSupplier nanos;
    private final Queue<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
    private int limit;
    private int admitted;
    private int underWay;
    private boolean failing;
    private boolean answers;
    private long usualNanos = Duration.ofMillis(5).toNanos();
    private long askAgainAt;

    EndpointLimiter(long lane, CallbackConfig config, InFlightBudget places, LongSupplier nanos) {
        this.endpointKey = lane;
        this.max = config.perEndpoint();
        this.limit = max;
        this.places = places;
        this.breaker = new EndpointCircuitBreaker(config.breaker(), nanos);
        this.nanos = nanos;
        this.askAgainAt = nanos.getAsLong();
    }

    /** A small name for an address. Two that share it by chance only wait together. */
    static long endpointKey(String address) {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** What the rows of the table are marked with that wait for this endpoint. */
    long endpointKey() {
        return endpointKey;
    }

    /**
     * Takes a call in, if there is room for it; one that was taken in has to {@link #leave}.
     *
     * @param due how long it has been due
     */
    synchronized boolean admit(Duration due) {
        if (admitted >= capacity() + asking() || !places.allow(admitted, answers) || !breaker.lets(due)) {
            return false;
        }
        admitted++;
        places.take();
        return true;
    }

    synchronized void leave() {
        admitted--;
        places.give();
    }

    /** Runs a call that was taken in as soon as a slot is free; answers the other thing if none will be for long. */
    <T> Uni<T> run(Supplier<Uni<T>> call, T otherwise) {
        return turn().chain(mine -> mine
                ? call.get().onTermination().invoke(this::free)
                : Uni.createFrom().item(otherwise));
    }

    /** @return whether this ends a time of failures */
    synchronized boolean succeeded(long took) {
        learn(took);
        breaker.succeeded();
        limit = Math.min(max, limit + 1);
        askAgainAt = nanos.getAsLong();
        var recovered = failing;
        failing = false;
        answers = true;
        return recovered;
    }

    /** @return whether this begins a time of failures */
    boolean failed(long took) {
        var began = noteFailure(took);
        surplus().forEach(emitter -> emitter.complete(false));
        return began;
    }

    synchronized boolean isOpen() {
        return breaker.isOpen();
    }

    /** What may be claimed of the calls that wait in the table; half of the room is left to fresh ones. */
    synchronized Optional<ClaimQuota> pull() {
        var room = breaker.isOpen() ? slotsWhileOpen() : worthwhile(Math.max(1, capacity() / 2));
        return room <= 0 || nanos.getAsLong() - askAgainAt < 0
                ? Optional.empty()
                : Optional.of(new ClaimQuota(endpointKey, room, breaker.openDuration()));
    }

    /** Nothing more waits in the table for the moment. */
    synchronized void emptied(Duration askAgain) {
        askAgainAt = nanos.getAsLong() + askAgain.toNanos();
    }

    synchronized boolean idle() {
        return admitted == 0 && !failing;
    }

    private synchronized boolean noteFailure(long took) {
        learn(took);
        breaker.failed();
        limit = breaker.isOpen() ? Math.min(max, SLOTS_WHILE_OPEN) : Math.max(1, limit / 2);
        var began = !failing;
        failing = true;
        answers = false;
        return began;
    }

    private void learn(long took) {
        usualNanos += (took - usualNanos) / SHARE_OF_USUAL;
    }

    private int slotsWhileOpen() {
        return asking() == 1 ? Math.min(1, capacity() + 1 - admitted) : worthwhile(capacity());
    }

    /** The call that asks whether it is well goes besides the others: they may hang, and it would wait with them. */
    private int asking() {
        return breaker.isOpen() && breaker.openDuration().isZero() ? 1 : 0;
    }

    /** A claim that brings less than a quarter of it costs more than it helps. */
    private int worthwhile(int most) {
        var room = most - admitted;
        return room < most / 4 ? 0 : room;
    }

    private int capacity() {
        return (breaker.isOpen() ? 1 : limit) * (1 + waitingPerSlot());
    }

    private int waitingPerSlot() {
        return (int) Math.min(MAX_WAITING_PER_SLOT, MAX_WAIT_NANOS / Math.max(1, usualNanos));
    }

    /** Those who came while there was more room than now; they had better wait in the table. */
    private synchronized List<UniEmitter<? super Boolean>> surplus() {
        var surplus = new ArrayList<UniEmitter<? super Boolean>>();
        while (waiting.size() > limit * waitingPerSlot()) {
            surplus.add(waiting.remove());
        }
        return surplus;
    }

    private Uni<Boolean> turn() {
        return Uni.createFrom().emitter(emitter -> {
            if (enter(emitter)) {
                emitter.complete(true);
            }
        });
    }

    private synchronized boolean enter(UniEmitter<? super Boolean> emitter) {
        if (underWay < limit) {
            underWay++;
            return true;
        }
        waiting.add(emitter);
        return false;
    }

    private void free() {
        for (var next = next(); next != null; next = another()) {
            next.complete(true);
        }
    }

    /** Gives the slot that became free to the next one; gives it up if the limit has shrunk. */
    private synchronized UniEmitter<? super Boolean> next() {
        underWay--;
        return another();
    }

    private synchronized UniEmitter<? super Boolean> another() {
        if (underWay >= limit || waiting.isEmpty()) {
            return null;
        }
        underWay++;
        return waiting.remove();
    }
}
