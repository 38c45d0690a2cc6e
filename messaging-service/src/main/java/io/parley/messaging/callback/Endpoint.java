package io.parley.messaging.callback;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * One address and how many calls it bears at a time. Every failure halves the number, down to one, every success adds one,
 * so a dead address occupies one call and a healthy one as many as allowed. A few more may wait; beyond those an address
 * is full and says when to come back, each time later, at the pace at which it takes calls.
 */
final class Endpoint {
    private static final int WAITING_PER_SLOT = 8;
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int limit;
    private int underWay;
    private boolean failing;
    private long usualNanos = Duration.ofMillis(5).toNanos();
    private long nextFreeNanos = System.nanoTime();

    Endpoint(int most) {
        this.most = most;
        this.limit = most;
    }

    /** How long to stay away; empty if a call may come in now. */
    synchronized Optional<Duration> full() {
        return waiting.size() < limit * WAITING_PER_SLOT ? Optional.empty() : Optional.of(comeBack());
    }

    /** Runs the call as soon as one of the slots is free. */
    <T> Uni<T> run(Supplier<Uni<T>> call) {
        return turn().chain(() -> call.get()).onTermination().invoke(this::leave);
    }

    /** @return whether this ends a time of failures */
    synchronized boolean succeeded(long nanos) {
        limit = Math.min(most, limit + 1);
        usualNanos += (nanos - usualNanos) / 8;
        var recovered = failing;
        failing = false;
        return recovered;
    }

    /** @return whether this begins a time of failures */
    synchronized boolean failed(long nanos) {
        limit = Math.max(1, limit / 2);
        usualNanos += (nanos - usualNanos) / 8;
        var began = !failing;
        failing = true;
        return began;
    }

    synchronized boolean idle() {
        return underWay == 0 && waiting.isEmpty() && !failing;
    }

    private Duration comeBack() {
        var now = System.nanoTime();
        var step = usualNanos / limit;
        nextFreeNanos = Math.max(nextFreeNanos, now + step * waiting.size()) + step;
        var pause = nextFreeNanos - now;
        if (pause > LONGEST_PAUSE_NANOS) {
            nextFreeNanos = now + LONGEST_PAUSE_NANOS / 2; // starts over, so that the pushed spread over half a minute
        }
        return Duration.ofNanos(Math.clamp(pause, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
    }

    private Uni<Void> turn() {
        return Uni.createFrom().emitter(emitter -> {
            if (enter(() -> emitter.complete(null))) {
                emitter.complete(null);
            }
        });
    }

    private synchronized boolean enter(Runnable start) {
        if (underWay < limit) {
            underWay++;
            return true;
        }
        waiting.add(start);
        return false;
    }

    private void leave() {
        for (var next = next(); next != null; next = another()) {
            next.run();
        }
    }

    /** Gives the slot that became free to the next one; gives it up if the limit has shrunk. */
    private synchronized Runnable next() {
        underWay--;
        return another();
    }

    private synchronized Runnable another() {
        if (underWay >= limit || waiting.isEmpty()) {
            return null;
        }
        underWay++;
        return waiting.remove();
    }
}
